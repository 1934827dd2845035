//! Bounded deserializer: every text that a parser delivers is counted and looked at on its way into the types.
//!
//! What counts is what the parser makes of a file, not what stands in it: an escape, an alias or a line end that two
//! parsers read differently would deceive any check of the file itself.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor};

use crate::clean::is_harmful;

/// Room for what every file may hold, beside twice its own length.
const ROOM: usize = 4 * 1024;

/// Why a text was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It holds a character that would act on a terminal
    Harmful(char),
    /// All texts together are longer than the file can hold: something is repeated by aliases
    TooMuch,
}

/// How much a file may still deliver, in bytes.
#[derive(Debug)]
pub(super) struct Budget {
    left: usize,
    /// Why the reading ended, where it was ended here
    pub(super) refusal: Option<Refusal>,
}

impl Budget {
    /// The budget of a file of this length. An escape of two bytes stands for up to three, and an entry of a list costs one:
    /// no file without aliases delivers more than twice its length.
    pub(super) const fn of(length: usize) -> Self {
        Self { left: 2 * length + ROOM, refusal: None }
    }

    fn text<E: Error>(&mut self, text: &str) -> Result<(), E> {
        if let Some(c) = text.chars().find(|c| is_harmful(*c) && !matches!(c, '\n' | '\t')) {
            return self.refuse(Refusal::Harmful(c));
        }
        self.spend(text.len())
    }

    fn spend<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.left.checked_sub(bytes + 1) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => self.refuse(Refusal::TooMuch),
        }
    }

    fn refuse<E: Error>(&mut self, refusal: Refusal) -> Result<(), E> {
        self.refusal = Some(refusal);
        Err(E::custom("refused"))
    }
}

/// Something of the parser, and the budget that what passes through it is taken from.
pub(super) struct Bounded<'b, T> {
    inner: T,
    budget: &'b mut Budget,
}

impl<'b, T> Bounded<'b, T> {
    pub(super) const fn new(inner: T, budget: &'b mut Budget) -> Self {
        Self { inner, budget }
    }
}

/// Hands a call on, with the visitor bounded.
macro_rules! forward {
    ($($method:ident($($name:ident: $kind:ty),*)),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $kind,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Bounded::new(visitor, self.budget))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Bounded<'_, D> {
    type Error = D::Error;

    forward! {
        deserialize_any(), deserialize_bool(), deserialize_i8(), deserialize_i16(), deserialize_i32(), deserialize_i64(),
        deserialize_u8(), deserialize_u16(), deserialize_u32(), deserialize_u64(), deserialize_f32(), deserialize_f64(),
        deserialize_char(), deserialize_str(), deserialize_string(), deserialize_bytes(), deserialize_byte_buf(),
        deserialize_option(), deserialize_unit(), deserialize_seq(), deserialize_map(), deserialize_identifier(),
        deserialize_ignored_any(), deserialize_unit_struct(name: &'static str),
        deserialize_newtype_struct(name: &'static str), deserialize_tuple(length: usize),
        deserialize_tuple_struct(name: &'static str, length: usize),
        deserialize_struct(name: &'static str, fields: &'static [&'static str]),
        deserialize_enum(name: &'static str, variants: &'static [&'static str]),
    }
}

/// Takes a value that is no text from the budget, then hands it on.
macro_rules! spend {
    ($($method:ident($kind:ty)),* $(,)?) => {
        $(fn $method<E: Error>(self, value: $kind) -> Result<V::Value, E> {
            self.budget.spend(0)?;
            self.inner.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Bounded<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    spend! { visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64) }

    fn visit_str<E: Error>(self, text: &str) -> Result<V::Value, E> {
        self.budget.text(text)?;
        self.inner.visit_str(text)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<V::Value, E> {
        self.budget.text(text)?;
        self.inner.visit_borrowed_str(text)
    }

    fn visit_string<E: Error>(self, text: String) -> Result<V::Value, E> {
        self.budget.text(&text)?;
        self.inner.visit_string(text)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.budget.spend(0)?;
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.budget.spend(0)?;
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Bounded::new(deserializer, self.budget))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Bounded::new(deserializer, self.budget))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.budget.spend(0)?;
        self.inner.visit_seq(Bounded::new(access, self.budget))
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        self.budget.spend(0)?;
        self.inner.visit_map(Bounded::new(access, self.budget))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<V::Value, A::Error> {
        // the words of an enumeration are compared with its variants and kept nowhere
        self.budget.spend(0)?;
        self.inner.visit_enum(access)
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Bounded<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_element_seed(Bounded::new(seed, self.budget))
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Bounded<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(Bounded::new(seed, self.budget))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.inner.next_value_seed(Bounded::new(seed, self.budget))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Bounded<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Bounded::new(deserializer, self.budget))
    }
}
