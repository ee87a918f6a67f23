//! Fields that hold one of a few words.

/// Declares an enum whose variants are written as these words.
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $( $(#[$variant_doc:meta])* $variant:ident = $word:literal, )+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $( $(#[$variant_doc])* #[serde(rename = $word)] $variant, )+
        }

        impl $name {
            /// Every word, in the order in which a person is offered them.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word that is stored.
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ }
            }

            /// The variant of a word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )+ _ => None }
            }
        }

        impl $crate::kind::Register for $name {
            const TYPE: $crate::kind::FieldType = $crate::kind::FieldType::Choice(Self::WORDS);
            fn to_json(&self) -> serde_json::Value {
                serde_json::Value::String(self.word().to_owned())
            }
            fn from_json(json: serde_json::Value) -> Option<Self> {
                Self::from_word(json.as_str()?)
            }
        }
    };
}
