//! The made-up shop in English.

use chrono_tz::Tz;

use super::words::Good;
use super::words::Lexicon;
use super::words::Town;
use crate::domain::carrier::Carrier;

pub(super) const WORDS: Lexicon = Lexicon {
    women: &[
        "Helen", "Anna", "Olivia", "Mary", "Kate", "Julia", "Vera", "Nina", "Alice", "Emma", "Sophie", "Irene",
        "Margaret", "Diana", "Laura", "Paula", "Victoria", "Grace", "Rosa", "Clara",
    ],
    men: &[
        "Peter", "Paul", "Andrew", "Michael", "Simon", "Max", "Daniel", "Victor", "George", "Mark", "Leo", "Thomas",
        "Roman", "Oliver", "Martin", "Philip", "Adam", "Nicholas",
    ],
    families: &[
        ("Morris", "Morris"),
        ("Carter", "Carter"),
        ("Bell", "Bell"),
        ("Parker", "Parker"),
        ("Wood", "Wood"),
        ("Reed", "Reed"),
        ("Cook", "Cook"),
        ("Mills", "Mills"),
        ("Hunter", "Hunter"),
        ("Fisher", "Fisher"),
        ("Stone", "Stone"),
        ("Lane", "Lane"),
        ("Frost", "Frost"),
        ("Hill", "Hill"),
        ("Summers", "Summers"),
        ("Baker", "Baker"),
        ("Page", "Page"),
        ("Rivers", "Rivers"),
        ("Field", "Field"),
        ("Marsh", "Marsh"),
        ("Hale", "Hale"),
        ("North", "North"),
        ("Porter", "Porter"),
        ("Weaver", "Weaver"),
        ("Lind", "Lind"),
        ("Harper", "Harper"),
        ("Novak", "Novak"),
        ("Steel", "Steel"),
        ("Winter", "Winter"),
        ("Ash", "Ash"),
    ],
    companies: &[
        "Corner Café Ltd",
        "Harbour Hotel",
        "Blue Door Bakery",
        "Studio Nine",
        "Green Yard Office",
    ],
    goods: &[
        good(
            "TP-104",
            "Porcelain teapot",
            &["white, 0.8 l", "blue, 1.2 l", "celadon, 0.8 l"],
            3_490,
        ),
        good("TP-210", "Cast iron teapot", &["black, 1 l", "red, 0.6 l"], 5_890),
        good(
            "KT-017",
            "Electric kettle with thermostat",
            &["steel", "matt black"],
            6_990,
        ),
        good("KT-021", "Stovetop kettle", &["2 l", "2.5 l, whistling"], 4_250),
        good("CM-300", "Coffee machine", &["automatic, with milk jug"], 54_900),
        good("CM-120", "Espresso machine", &["15 bar, steel"], 32_500),
        good("GR-015", "Coffee grinder", &["steel burrs", "ceramic burrs"], 7_900),
        good("FP-008", "French press", &["0.6 l", "1 l"], 2_150),
        good("CP-042", "Cup and saucer", &["white", "with gold rim", "cobalt"], 890),
        good("CP-060", "Set of six cups", &["white", "garden"], 4_700),
        good("TE-501", "Green tea", &["250 g", "500 g"], 780),
        good("TE-517", "Black tea with bergamot", &["250 g", "500 g"], 690),
        good(
            "CF-330",
            "Coffee beans",
            &["1 kg, medium roast", "1 kg, dark roast"],
            1_950,
        ),
        good("FL-002", "Water filter cartridge", &["pack of 3"], 1_290),
        good("SP-011", "Milk jug", &["0.35 l, steel"], 1_490),
        good("TR-007", "Tea tray", &["bamboo", "slate"], 2_390),
    ],
    streets: &[
        "Garden Street",
        "Mill Lane",
        "Station Road",
        "Lake Street",
        "School Street",
        "Park Avenue",
        "Quay Street",
    ],
    towns_ru: &[
        town("Moscow", None),
        town("Moscow", None),
        town("St Petersburg", None),
        town("Kazan", None),
        town("Nizhny Novgorod", None),
        town("Samara", Some(Tz::Europe__Samara)),
        town("Yekaterinburg", Some(Tz::Asia__Yekaterinburg)),
        town("Novosibirsk", Some(Tz::Asia__Novosibirsk)),
        town("Kaliningrad", Some(Tz::Europe__Kaliningrad)),
    ],
    towns_ua: &[
        town("Kyiv", None),
        town("Kyiv", None),
        town("Lviv", None),
        town("Odesa", None),
        town("Dnipro", None),
        town("Poltava", None),
    ],
    towns_elsewhere: &[
        town("Northbridge", None),
        town("Lakeside", None),
        town("Oldport", None),
        town("Greenhill", None),
    ],
    comments: &[
        "Please call after two",
        "It is a present, please no price inside",
        "The entry code is 24",
        "I need it by Friday",
        "Is the lid included?",
        "Leave it with the neighbour if I am out",
    ],
    notes: &[
        "asks for the invoice by email",
        "wants the blue one if it comes back",
        "speaks quickly, repeat the address",
        "prefers to be called in the morning",
        "a present for her mother",
        "compares with another shop",
        "knows about tea, likes details",
    ],
    waits_for_stock: "waits for the blue one",
    complaint: "the lid does not close",
    letter: "where is my parcel?",
    colleagues: ["anna", "ben"],
    segments: ["coffee", "coffee drinkers", "women of this year", "away for two months"],
    card: "Card online",
    invoice: "Bank transfer by invoice",
    on_delivery: "Cash on delivery",
    carriers: carrier,
    street_and_house: |street, house, flat| format!("{house} {street}, flat {flat}"),
    home: None,
};

const fn good(sku: &'static str, name: &'static str, kinds: &'static [&'static str], price: i64) -> Good {
    Good {
        sku,
        name,
        kinds,
        price,
    }
}

const fn town(name: &'static str, zone: Option<Tz>) -> Town {
    Town { name, zone }
}

fn carrier(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::RussianPost => "Russian Post",
        Carrier::NovaPoshta => "Nova Poshta, branch",
        Carrier::Cdek => "CDEK pickup point",
        Carrier::Ukrposhta => "Ukrposhta",
        Carrier::Boxberry => "Boxberry parcel locker",
        Carrier::Courier => "Courier",
        Carrier::Pickup => "Pickup at the shop",
        Carrier::None => "No delivery",
        Carrier::Other => "Transport company",
    }
}
