//! What people, places and things are called in a large chapter. Names are common ones of several scripts, put
//! together at random.

/// Given and family names as written and in Latin letters, and the language.
pub(super) struct Names {
    pub(super) language: &'static str,
    pub(super) given: &'static [(&'static str, &'static str)],
    pub(super) family: &'static [(&'static str, &'static str)],
}

/// Names by language. In Latin script both halves of a pair are the same.
#[rustfmt::skip]
pub(super) const NAMES: &[Names] = &[
    Names {
        language: "uk",
        given: &[
            ("Олексій", "Oleksii"), ("Юрій", "Yurii"), ("Ганна", "Hanna"), ("Світлана", "Svitlana"),
            ("Богдан", "Bohdan"), ("Зоряна", "Zoriana"), ("Тарас", "Taras"), ("Людмила", "Liudmyla"),
        ],
        family: &[
            ("Гнатюк", "Hnatiuk"), ("Шевчук", "Shevchuk"), ("Кравець", "Kravets"), ("Мельник", "Melnyk"),
            ("Ткаченко", "Tkachenko"), ("Яремчук", "Yaremchuk"), ("Щербак", "Shcherbak"), ("Бойко", "Boiko"),
        ],
    },
    Names {
        language: "el",
        given: &[("Γιώργος", "Giorgos"), ("Ελένη", "Eleni"), ("Νίκος", "Nikos"), ("Μαρία", "Maria")],
        family: &[("Παπαδάκης", "Papadakis"), ("Νικολάου", "Nikolaou"), ("Γεωργίου", "Georgiou")],
    },
    Names {
        language: "ja",
        given: &[("太郎", "Taro"), ("花子", "Hanako"), ("健", "Ken"), ("美咲", "Misaki")],
        family: &[("川崎", "Kawasaki"), ("田中", "Tanaka"), ("鈴木", "Suzuki"), ("高橋", "Takahashi")],
    },
    Names {
        language: "ar",
        given: &[("محمد", "Mohammed"), ("فاطمة", "Fatima"), ("يوسف", "Youssef"), ("ليلى", "Layla")],
        family: &[("المصري", "Al-Masri"), ("حداد", "Haddad"), ("خوري", "Khoury")],
    },
    Names {
        language: "de",
        given: &[("Jürgen", "Jürgen"), ("Käthe", "Käthe"), ("Annemarie", "Annemarie"), ("Björn", "Björn")],
        family: &[("Müller", "Müller"), ("Weiß", "Weiß"), ("von der Heide", "von der Heide"), ("Schröder", "Schröder")],
    },
    Names {
        language: "en",
        given: &[
            ("James", "James"), ("Patricia", "Patricia"), ("Linda", "Linda"), ("Marcus", "Marcus"),
            ("Denise", "Denise"), ("Howard", "Howard"), ("Keisha", "Keisha"), ("Walter", "Walter"),
        ],
        family: &[
            ("Johnson", "Johnson"), ("Williams", "Williams"), ("Washington", "Washington"), ("O'Brien", "O'Brien"),
            ("Kowalski", "Kowalski"), ("Freeman", "Freeman"), ("Nguyễn", "Nguyen"), ("Carter", "Carter"),
        ],
    },
];

/// Partner cities: name, as its people write it, country, zone, latitude, longitude.
#[rustfmt::skip]
pub(super) const CITIES: &[(&str, &str, &str, &str, f64, f64)] = &[
    ("Ivano-Frankivsk", "Івано-Франківськ", "UA", "Europe/Kyiv", 48.92, 24.71),
    ("Piraeus", "Πειραιάς", "GR", "Europe/Athens", 37.94, 23.65),
    ("Kawasaki", "川崎市", "JP", "Asia/Tokyo", 35.53, 139.70),
    ("Alexandria", "الإسكندرية", "EG", "Africa/Cairo", 31.20, 29.92),
    ("Bremerhaven", "Bremerhaven", "DE", "Europe/Berlin", 53.55, 8.58),
    ("Gbarnga", "Gbarnga", "LR", "Africa/Monrovia", 7.00, -9.47),
    ("Xiamen", "厦门市", "CN", "Asia/Shanghai", 24.48, 118.09),
    ("Changwon", "창원시", "KR", "Asia/Seoul", 35.23, 128.68),
];

/// Posts.
#[rustfmt::skip]
pub(super) const POSITIONS: &[&str] = &[
    "Mayor", "Deputy mayor", "Head of the department of education", "Fire chief", "Librarian", "Head nurse",
    "Teacher of English", "Member of the city council", "Engineer of the waterworks", "Director of the museum",
    "Journalist", "Student", "Coach of the youth team", "Chair of the committee",
];

/// Where people work, before the name of their city.
#[rustfmt::skip]
pub(super) const ORGANISATIONS: &[&str] =
    &["City council", "Fire department", "Public library", "Regional hospital", "School no. 7", "Museum", "Waterworks"];

/// What the kitchen has to know.
#[rustfmt::skip]
pub(super) const DIETS: &[&str] = &["Vegetarian", "No pork", "No nuts", "Lactose-free", "Fasting until sunset"];

/// What a place is, after its street.
#[rustfmt::skip]
pub(super) const VENUES: &[&str] =
    &["library", "town hall", "museum", "school", "fire station", "hospital", "park", "theatre", "hotel", "church"];

/// Streets.
#[rustfmt::skip]
pub(super) const STREETS: &[&str] =
    &["Calvert Street", "Harbour Road", "Market Square", "St Paul Street", "Riverside", "Station Road", "Oak Avenue"];

/// What is done in the programme: kind and title, before the place.
#[rustfmt::skip]
pub(super) const ITEMS: &[(&str, &str)] = &[
    ("courtesy_call", "Courtesy call"), ("bilateral", "Working meeting"), ("site_visit", "Tour"),
    ("training", "Workshop"), ("meal", "Lunch"), ("cultural", "Guided walk"), ("reception", "Reception"),
    ("briefing", "Briefing"), ("transfer", "Transfer"), ("free", "Free time"), ("ceremony", "Wreath-laying"),
];

/// What is to be done for a visit.
#[rustfmt::skip]
pub(super) const TASKS: &[&str] = &[
    "Send the letters of invitation", "Book the hotel", "Find host families", "Ask for the passports",
    "Order the gifts", "Print the programme", "Confirm the interpreter", "Collect the reports",
    "Reserve the coach", "Invite the press",
];

/// What is noted on the way.
#[rustfmt::skip]
pub(super) const NOTES: &[&str] = &[
    "The coach stood at the side entrance.", "Everybody had lunch.", "The mayor was late by half an hour.",
    "Two umbrellas were left behind.", "The school asked for a second visit.",
];
