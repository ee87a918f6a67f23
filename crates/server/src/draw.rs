//! What the server draws by chance: ids, tokens and codes.

use uuid::{Builder, Uuid};

use crate::code::Code;
use crate::token::Token;

/// Draws an id that sorts by time, UUIDv7.
pub fn id(now_us: u64) -> Uuid {
    Builder::from_unix_timestamp_millis(now_us / 1000, &rand::random()).into_uuid()
}

/// Draws a token.
pub fn token() -> Token {
    Token::from_random(rand::random())
}

/// Draws an invitation code.
pub fn code() -> Code {
    Code::from_random(rand::random())
}
