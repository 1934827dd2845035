//! Commands that take secrets, as a table: which flag, and where in its value.

/// Where in an argument the secret stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    /// Behind a sign, as in `user:password`
    Behind(u8),
}

/// A command that takes secrets.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) name: &'static [u8],
    /// The flag, whether its value may be glued to it or stand apart, and where the secret is in it
    pub(super) flags: &'static [(&'static [u8], Place, Part)],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Apart,
    Glued,
    Both,
}

use Part::{Behind, Whole};
use Place::{Apart, Both, Glued};

const LOGIN: &[(&[u8], Place, Part)] = &[(b"-p", Apart, Whole)];
const GLUED: &[(&[u8], Place, Part)] = &[(b"-p", Glued, Whole)];
const USER: &[(&[u8], Place, Part)] = &[
    (b"-u", Both, Behind(b':')),
    (b"--user", Apart, Behind(b':')),
    (b"-U", Both, Behind(b':')),
    (b"--proxy-user", Apart, Behind(b':')),
    (b"-b", Both, Behind(b'=')),
    (b"--cookie", Apart, Behind(b'=')),
];
const PASSED: &[(&[u8], Place, Part)] =
    &[(b"-passin", Apart, Behind(b':')), (b"-passout", Apart, Behind(b':')), (b"-pass", Apart, Behind(b':'))];
const LARGE: &[(&[u8], Place, Part)] = &[(b"-P", Both, Whole)];

/// Every command that is known to take secrets.
pub(super) const COMMANDS: [Command; 33] = [
    Command { name: b"sshpass", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mysql", flags: GLUED },
    Command { name: b"mysqldump", flags: GLUED },
    Command { name: b"mysqladmin", flags: GLUED },
    Command { name: b"mysqlimport", flags: GLUED },
    Command { name: b"mysqlcheck", flags: GLUED },
    Command { name: b"mysqlsh", flags: GLUED },
    Command { name: b"mariadb", flags: GLUED },
    Command { name: b"mariadb-dump", flags: GLUED },
    Command { name: b"curl", flags: USER },
    Command { name: b"http", flags: &[(b"-a", Apart, Behind(b':'))] },
    Command { name: b"https", flags: &[(b"-a", Apart, Behind(b':'))] },
    Command { name: b"skopeo", flags: &[(b"-p", Apart, Whole), (b"--creds", Apart, Behind(b':'))] },
    // of engines, registries and clouds
    Command { name: b"login", flags: LOGIN },
    // their argument is a login, which tells itself
    Command { name: b"sqlplus", flags: &[] },
    Command { name: b"sqlldr", flags: &[] },
    Command { name: b"expdp", flags: &[] },
    Command { name: b"impdp", flags: &[] },
    Command { name: b"openssl", flags: PASSED },
    Command { name: b"redis-cli", flags: &[(b"-a", Apart, Whole)] },
    Command { name: b"redis-benchmark", flags: &[(b"-a", Apart, Whole)] },
    Command { name: b"mongo", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongosh", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongodump", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"mongorestore", flags: &[(b"-p", Both, Whole)] },
    Command { name: b"sqlcmd", flags: LARGE },
    Command { name: b"mosquitto_pub", flags: LARGE },
    Command { name: b"mosquitto_sub", flags: LARGE },
    Command { name: b"zip", flags: LARGE },
    Command { name: b"unzip", flags: LARGE },
    Command { name: b"ldapsearch", flags: &[(b"-w", Apart, Whole)] },
    Command { name: b"coscmd", flags: &[(b"-s", Apart, Whole), (b"-a", Apart, Whole)] },
    Command { name: b"smbclient", flags: &[(b"-U", Apart, Behind(b'%'))] },
];
