//! From bytes to text: the encodings in which lists arrive.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Foreign, ReadError};

/// Decodes a file: by its byte order mark, else as UTF-8, else by a guess among the one-byte encodings.
pub(super) fn decode(bytes: &[u8], tld_hint: Option<&str>) -> Result<String, ReadError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, bom_len)) => decode_as(encoding, bytes, bom_len)?,
        None => decode_unmarked(bytes, tld_hint)?,
    };
    if text.chars().any(is_binary) {
        return Err(ReadError::NotATable {
            found: Foreign::Binary,
        });
    }
    match text.find(char::REPLACEMENT_CHARACTER) {
        Some(at) => Err(ReadError::LostCharacters {
            line: line_of(&text.as_bytes()[..at]),
        }),
        None => Ok(text),
    }
}

fn decode_unmarked(bytes: &[u8], tld_hint: Option<&str>) -> Result<String, ReadError> {
    let broken_utf8 = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text.to_owned()),
        Err(error) => error,
    };
    if bytes.contains(&0) {
        return Err(ReadError::NotATable {
            found: Foreign::Binary,
        });
    }
    if is_mostly_utf8(bytes) {
        return Err(broken(UTF_8, bytes, broken_utf8.valid_up_to()));
    }
    let encoding = guess(bytes, tld_hint);
    decode_as(encoding, bytes, 0)
}

/// Guesses an encoding that is not UTF-8 from the letters that its bytes would make.
fn guess(bytes: &[u8], tld_hint: Option<&str>) -> &'static Encoding {
    let tld = tld_hint.map(str::to_ascii_lowercase);
    // The detector panics on a name that cannot be a top-level domain.
    let tld = tld
        .as_deref()
        .filter(|tld| tld.len() == 2 && tld.bytes().all(|byte| byte.is_ascii_lowercase()));
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(tld.map(str::as_bytes), Utf8Detection::Deny);
    if guess == UTF_8 { WINDOWS_1252 } else { guess }
}

fn decode_as(
    encoding: &'static Encoding,
    bytes: &[u8],
    bom_len: usize,
) -> Result<String, ReadError> {
    let body = &bytes[bom_len..];
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => Ok(text.into_owned()),
        None => Err(broken(
            encoding,
            bytes,
            bom_len + first_malformed(encoding, body),
        )),
    }
}

/// Returns the offset of the first byte that `encoding` cannot read.
fn first_malformed(encoding: &'static Encoding, body: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(
        decoder
            .max_utf8_buffer_length_without_replacement(body.len())
            .unwrap_or(body.len()),
    );
    let (result, read) = decoder.decode_to_string_without_replacement(body, &mut text, true);
    match result {
        encoding_rs::DecoderResult::Malformed(length, after) => {
            read.saturating_sub(usize::from(length) + usize::from(after))
        }
        encoding_rs::DecoderResult::InputEmpty | encoding_rs::DecoderResult::OutputFull => read,
    }
}

fn broken(encoding: &'static Encoding, bytes: &[u8], byte: usize) -> ReadError {
    let before = &bytes[..byte.min(bytes.len())];
    let line = if encoding == UTF_16LE || encoding == UTF_16BE {
        let feeds = before
            .chunks_exact(2)
            .filter(|unit| matches!(unit, [b'\n', 0] | [0, b'\n']));
        u32::try_from(feeds.count() + 1).unwrap_or(u32::MAX)
    } else {
        line_of(before)
    };
    ReadError::BrokenEncoding {
        encoding: encoding.name(),
        byte,
        line,
    }
}

/// Tells damaged UTF-8 from another encoding: in the latter, letters rarely fall into valid sequences.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut wrong) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        letters += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    letters > wrong
}

fn is_binary(letter: char) -> bool {
    letter.is_control()
        && !matches!(
            letter,
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{1a}'
        )
}

/// Returns the line, counted from 1, on which the byte after `before` stands.
fn line_of(before: &[u8]) -> u32 {
    u32::try_from(before.iter().filter(|byte| **byte == b'\n').count() + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1251;

    use super::*;

    #[test]
    fn every_usual_encoding_reads_the_same() {
        let text = "Прізвище;Посада\nІваненко;начальник відділу міжнародних зв’язків\n";
        let (windows_1251, _, _) = WINDOWS_1251.encode(text);
        let utf16 = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}"
                .encode_utf16()
                .chain(text.encode_utf16())
                .flat_map(to_bytes)
                .collect()
        };
        let files = [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            windows_1251.into_owned(),
        ];
        for file in files {
            assert_eq!(decode(&file, Some("ua")).as_deref(), Ok(text));
        }
    }

    #[test]
    fn western_letters_of_one_byte_are_guessed() {
        let text = "Jour;Activité;Lieu\nlundi;Déjeuner à l'Hôtel de Ville;Sèvres\n";
        let (bytes, _, _) = WINDOWS_1252.encode(text);
        assert_eq!(decode(&bytes, Some("fr")).as_deref(), Ok(text));
        assert_eq!(decode(&bytes, None).as_deref(), Ok(text));
    }

    #[test]
    fn damaged_utf8_is_named_by_byte_and_line() {
        let mut bytes = "Début,Activité\n9h00,Déjeuner".as_bytes().to_vec();
        bytes.push(0xC3);
        bytes.extend(b" en famille");
        let error = decode(&bytes, None).unwrap_err();
        assert_eq!(
            error,
            ReadError::BrokenEncoding {
                encoding: "UTF-8",
                byte: 31,
                line: 2
            }
        );
    }

    #[test]
    fn half_a_character_of_utf16_is_named_by_byte_and_line() {
        let error = decode(b"\xFF\xFEa\0\n\0\x00\xD8b\0", None).unwrap_err();
        let ReadError::BrokenEncoding {
            encoding: "UTF-16LE",
            byte: 6,
            line: 2,
        } = error
        else {
            panic!("{error:?}");
        };
    }

    #[test]
    fn characters_lost_earlier_are_not_let_in() {
        let error = decode("Name\nM\u{fffd}ller".as_bytes(), None).unwrap_err();
        assert_eq!(error, ReadError::LostCharacters { line: 2 });
    }
}
