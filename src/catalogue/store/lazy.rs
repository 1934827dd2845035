//! Sections of the catalogue that a first screen does not need: decoded once, when someone first asks for them.

use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::catalogue::store::packed::Packed;

/// A section, encoded until it is looked at. Decoding is pure, so when it happens can be seen in no result.
#[derive(Clone, Debug)]
pub struct Lazy<T> {
    packed: Option<Packed<T>>,
    open: OnceLock<T>,
}

impl<T: Serialize + Deserialize<'static> + Default> Lazy<T> {
    pub(in crate::catalogue) fn get(&self) -> &T {
        self.open.get_or_init(|| self.packed.map(|packed| packed.open()).unwrap_or_default())
    }

    /// The bytes of the section, which may be laid elsewhere.
    pub(in crate::catalogue) fn bytes(&mut self) -> &mut &'static [u8] {
        let packed = self.packed();
        self.open = OnceLock::new();
        self.packed.insert(packed).bytes()
    }

    fn packed(&self) -> Packed<T> {
        self.packed.unwrap_or_else(|| Packed::new(self.get()))
    }

    /// Changes the section; only while a file is linked.
    pub(in crate::catalogue) fn edit(&mut self, change: impl FnOnce(&mut T)) {
        let mut value = self.open.take().or_else(|| self.packed.map(|packed| packed.open())).unwrap_or_default();
        change(&mut value);
        *self = Self { packed: None, open: OnceLock::from(value) };
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self { packed: None, open: OnceLock::new() }
    }
}

impl<T: Serialize + Deserialize<'static> + Default + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Serialize + Deserialize<'static> + Default> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.packed().serialize(serializer)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Lazy<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { packed: Some(Packed::deserialize(deserializer)?), open: OnceLock::new() })
    }
}
