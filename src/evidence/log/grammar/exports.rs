//! Exports: what each kind of log export calls its members. Rows of a table have columns of the same names.

use crate::evidence::log::grammar::fields::FieldFinder;
use crate::evidence::log::grammar::members::Member;
use crate::evidence::log::grammar::record::{self, Statement};
use crate::evidence::log::grammar::text;

/// The names, in quotes, that one kind of export gives the members of a record.
pub(super) struct MemberNames {
    pub(super) id: &'static [u8],
    pub(super) status: &'static [u8],
    pub(super) retry: &'static [u8],
    pub(super) function: &'static [u8],
    pub(super) message: &'static [u8],
    pub(super) time: &'static [u8],
    pub(super) duration: &'static [u8],
    /// Whether `status` is a return code that only tells success from failure
    pub(super) is_return_code: bool,
}

/// Every kind of export, the most frequent first: CLS, CLS with names of its own (`CloudBase`), the retired log
/// interface in both spellings. A record is of the first kind whose id it has.
pub(super) const EXPORTS: [MemberNames; 4] = [
    MemberNames {
        id: b"\"SCF_RequestId\"",
        status: b"\"SCF_StatusCode\"",
        retry: b"\"SCF_RetryNum\"",
        function: b"\"SCF_FunctionName\"",
        message: b"\"SCF_Message\"",
        time: b"\"SCF_LogTime\"",
        duration: b"\"SCF_Duration\"",
        is_return_code: false,
    },
    MemberNames {
        id: b"\"request_id\"",
        status: b"\"status_code\"",
        retry: b"\"retry_num\"",
        function: b"\"function_name\"",
        message: b"\"log\"",
        time: b"\"time\"",
        duration: b"\"duration\"",
        is_return_code: false,
    },
    MemberNames {
        id: b"\"requestId\"",
        status: b"\"retCode\"",
        retry: b"\"retryNum\"",
        function: b"\"functionName\"",
        message: b"\"retMsg\"",
        time: b"\"startTime\"",
        duration: b"\"duration\"",
        is_return_code: true,
    },
    MemberNames {
        id: b"\"RequestId\"",
        status: b"\"RetCode\"",
        retry: b"\"RetryNum\"",
        function: b"\"FunctionName\"",
        message: b"\"RetMsg\"",
        time: b"\"StartTime\"",
        duration: b"\"Duration\"",
        is_return_code: true,
    },
];

/// One kind of export, with a prepared search for each name.
#[derive(Clone, Debug)]
pub(super) struct Export {
    pub(super) id: Member,
    pub(super) status: Member,
    pub(super) retry: Member,
    pub(super) function: Member,
    pub(super) message: Member,
    pub(super) time: Member,
    pub(super) duration: Member,
    pub(super) is_return_code: bool,
    /// `OPEN` or `PACKED`
    pub(super) quote: &'static [u8],
    /// Id, status and retry in one pass
    fields: FieldFinder<3>,
}

impl Export {
    pub(super) fn new(names: &MemberNames, quote: &'static [u8]) -> Self {
        let member = |name: &[u8]| Member::new(&[quote, &name[1..name.len() - 1], quote].concat());
        let (id, status, retry) = (member(names.id), member(names.status), member(names.retry));
        let from_quote = |member: &Member| member.name()[quote.len() - 1..].to_vec();
        let [a, b, c] = [&id, &status, &retry].map(from_quote);
        let fields = FieldFinder::new([&a, &b, &c]);
        Self {
            id,
            status,
            retry,
            function: member(names.function),
            message: member(names.message),
            time: member(names.time),
            duration: member(names.duration),
            is_return_code: names.is_return_code,
            quote,
            fields,
        }
    }

    /// Where the names of id, status and retry may stand; `None` where that is not told.
    pub(super) fn locate_fields(&self, record: &[u8]) -> Option<[Option<usize>; 3]> {
        let before = self.quote.len() - 1;
        Some(self.fields.locate(record)?.map(|place| place?.checked_sub(before)))
    }

    /// Whether a record, whose message has its name at `message`, is the first one of its request.
    pub(super) fn starts(&self, object: &[u8], message: Option<usize>) -> bool {
        let behind = message.map_or(&[][..], |at| &object[at + self.message.name().len()..]);
        let value = behind.trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
        self.is_return_code || value.strip_prefix(self.quote).is_some_and(|message| message.starts_with(text::START))
    }
}

/// What the value of a status states. A return code tells only success from failure; the status is in the message.
///
/// | value | message | states |
/// | --- | --- | --- |
/// | three digits | | that status |
/// | a return code | holds `"statusCode":` | that status |
/// | return code 0 | any other | ended |
/// | another return code | any other | failed |
/// | another return code | empty | nothing |
pub(super) fn statement(value: &[u8], is_return_code: bool, message: impl Fn() -> String) -> Statement {
    if let Some(status) = record::status(value) {
        return Statement::Status(status);
    }
    if !is_return_code {
        return Statement::Nothing;
    }
    let message = message();
    match text::status(message.as_bytes()) {
        Some(status) => Statement::Status(status),
        None if value == b"0" => Statement::Ended,
        None if message.is_empty() => Statement::Nothing,
        None => Statement::Failed,
    }
}
