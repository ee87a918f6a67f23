//! Messages as they lie on the wire: CBOR maps with small integer keys, under zstd.
//!
//! A key that is not known here is skipped, so that messages can grow. Kinds and fields that are not known here
//! are data like any other. Whatever the bytes, reading them ends in a message or a [`WireError`].
//! `docs/sync.md` lists every key; golden bytes in the tests hold them.

mod answer;
mod cells;
mod changes;
mod news;
mod request;
mod results;
mod tables;

use minicbor::{Decode, Encode};
use thiserror::Error;

use crate::exchange::{ExchangeAnswer, ExchangeRequest};
use crate::limits::BODY_BYTES_MAX;

/// The level that suits messages: past it, time grows faster than size falls.
const ZSTD_LEVEL: i32 = 3;

/// Why bytes are no message.
#[derive(Debug, Error)]
pub enum WireError {
    /// The body does not unfold, or to more than [`BODY_BYTES_MAX`].
    #[error("body does not unfold within {BODY_BYTES_MAX} bytes")]
    Compression(#[source] std::io::Error),
    /// It is not the CBOR that the protocol asks for.
    #[error("body is not a message")]
    Cbor(#[from] minicbor::decode::Error),
    /// Its parts contradict each other.
    #[error("message contradicts itself: {0}")]
    Inconsistent(&'static str),
}

impl ExchangeRequest {
    /// Returns the body of a request.
    pub fn to_body(&self) -> Vec<u8> {
        fold_up(&self.to_cbor())
    }

    /// Reads the body of a request.
    ///
    /// # Errors
    /// When `body` is no request. Whether its changes are valid is another question (see [`crate::validate`]).
    pub fn from_body(body: &[u8]) -> Result<Self, WireError> {
        Self::from_cbor(&unfold(body)?)
    }

    /// Reads only which protocol a body speaks, so that a sender of another one can be told so.
    ///
    /// # Errors
    /// When `body` is no message of any protocol.
    pub fn protocol_of(body: &[u8]) -> Result<u32, WireError> {
        let Preface { protocol } = minicbor::decode(&unfold(body)?)?;
        Ok(protocol)
    }

    /// Returns the request before compression.
    pub fn to_cbor(&self) -> Vec<u8> {
        to_cbor(&request::Message::of(self))
    }

    /// Reads what [`ExchangeRequest::to_cbor`] wrote.
    ///
    /// # Errors
    /// When `plain` is no request.
    pub fn from_cbor(plain: &[u8]) -> Result<Self, WireError> {
        minicbor::decode::<request::Message>(plain)?.open()
    }
}

impl ExchangeAnswer {
    /// Returns the body of an answer.
    pub fn to_body(&self) -> Vec<u8> {
        fold_up(&self.to_cbor())
    }

    /// Reads the body of an answer.
    ///
    /// # Errors
    /// When `body` is no answer.
    pub fn from_body(body: &[u8]) -> Result<Self, WireError> {
        Self::from_cbor(&unfold(body)?)
    }

    /// Returns the answer before compression.
    pub fn to_cbor(&self) -> Vec<u8> {
        to_cbor(&answer::Message::of(self))
    }

    /// Reads what [`ExchangeAnswer::to_cbor`] wrote.
    ///
    /// # Errors
    /// When `plain` is no answer.
    pub fn from_cbor(plain: &[u8]) -> Result<Self, WireError> {
        minicbor::decode::<answer::Message>(plain)?.open()
    }
}

/// The one key that every protocol has in common.
#[derive(Decode)]
#[cbor(map)]
struct Preface {
    #[n(0)]
    protocol: u32,
}

fn to_cbor(message: &impl Encode<()>) -> Vec<u8> {
    minicbor::to_vec(message).expect("writing to memory cannot fail")
}

fn fold_up(plain: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(plain, ZSTD_LEVEL).expect("compressing in memory cannot fail")
}

fn unfold(body: &[u8]) -> Result<Vec<u8>, WireError> {
    zstd::bulk::decompress(body, BODY_BYTES_MAX).map_err(WireError::Compression)
}
