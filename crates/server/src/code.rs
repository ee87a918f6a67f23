//! Invitation codes: twelve characters that can be read out on the telephone.

use std::fmt;

/// Crockford's base 32: no I, L, O or U, which people take for other characters.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many characters a code has; five bits each, so 60 bits.
const CHARACTERS: usize = 12;
/// How many stand together when a code is written.
const GROUP: usize = 4;

/// An invitation code. Shown once; the server keeps its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; CHARACTERS]);

/// The BLAKE3 hash of a code, by which its invitation is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeHash(pub [u8; 32]);

impl Code {
    /// Makes a code of random bits that the caller has drawn; the lowest 60 count.
    pub fn from_random(bits: u64) -> Self {
        Self(std::array::from_fn(|at| {
            ALPHABET[(bits >> (5 * at)) as usize & 31]
        }))
    }

    /// Reads a code however a person typed it: any case, dashes and spaces anywhere, O for 0, I and L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let mut characters = text
            .chars()
            .filter(|it| !it.is_whitespace() && !matches!(it, '-' | '\u{2010}'..='\u{2015}'))
            .map(|it| match it.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            });
        let mut code = [0; CHARACTERS];
        for slot in &mut code {
            *slot = u8::try_from(characters.next()?)
                .ok()
                .filter(|it| ALPHABET.contains(it))?;
        }
        characters.next().is_none().then_some(Self(code))
    }

    /// Returns the code as people get it, `XXXX-XXXX-XXXX`.
    pub fn reveal(&self) -> String {
        let groups: Vec<&str> = self
            .0
            .chunks(GROUP)
            .map(|group| std::str::from_utf8(group).expect("the alphabet is ASCII"))
            .collect();
        groups.join("-")
    }

    /// Returns what the server keeps.
    pub fn hash(&self) -> CodeHash {
        CodeHash(*blake3::hash(&self.0).as_bytes())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let code = Code::parse("0A1B-CDEF-7890").expect("a code");
        assert_eq!(code.reveal(), "0A1B-CDEF-7890");
        for typed in [
            "0a1bcdef7890",
            " 0A1B CDEF 7890 ",
            "oaib–cdef–789O",
            "OaLb-cdef-7890\n",
        ] {
            assert_eq!(Code::parse(typed), Some(code.clone()), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in [
            "",
            "0A1B-CDEF-789",
            "0A1B-CDEF-78901",
            "UUUU-UUUU-UUUU",
            "ЖЖЖЖ-ЖЖЖЖ-ЖЖЖЖ",
        ] {
            assert_eq!(Code::parse(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn all_sixty_bits_show_in_a_code() {
        let zero = Code::from_random(0).reveal();
        for bit in 0..60 {
            assert_ne!(Code::from_random(1 << bit).reveal(), zero, "bit {bit}");
        }
        assert_eq!(
            Code::parse(&Code::from_random(u64::MAX).reveal()),
            Some(Code::from_random(u64::MAX))
        );
    }
}
