//! Who carries parcels.

use super::coded::coded;

coded! {
    /// A carrier the desk knows by name.
    pub enum Carrier {
        /// Почта России.
        RussianPost = 1 "russian_post",
        /// Нова пошта.
        NovaPoshta = 2 "nova_poshta",
        /// СДЭК.
        Cdek = 3 "cdek",
        /// Укрпошта.
        Ukrposhta = 4 "ukrposhta",
        /// Boxberry and other parcel lockers.
        Boxberry = 5 "boxberry",
        /// The shop's own or a hired courier.
        Courier = 6 "courier",
        /// Collected at the shop.
        Pickup = 7 "pickup",
        /// Anyone else.
        Other = 8 "other",
        /// Nothing is sent: a service, a digital good (R40).
        None = 9 "none",
    }
}

impl Carrier {
    /// How asking it fares is kept under that name, beside the feeds of orders.
    pub fn feed_name(self) -> String {
        format!("carrier:{}", self.code())
    }

    /// It is a company of its own, and may tell of parcels by itself.
    pub fn may_tell(self) -> bool {
        !matches!(
            self,
            Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None
        )
    }

    /// The number at which the carrier answers anybody, as its site has it: pochta.ru, novaposhta.ua, cdek.ru, ukrposhta.ua.
    pub fn public_phone(self) -> Option<&'static str> {
        match self {
            Carrier::RussianPost => Some("8 800 100-00-00"),
            Carrier::NovaPoshta => Some("0 800 500 609"),
            Carrier::Cdek => Some("8 800 250-04-05"),
            Carrier::Ukrposhta => Some("0 800 300 545"),
            Carrier::Boxberry | Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None => None,
        }
    }

    /// The carrier's public page that follows a parcel; nothing for carriers without one and for numbers that have no
    /// place in an address. From pochta.ru, cdek.ru, novaposhta.ua, ukrposhta.ua and boxberry.ru.
    pub fn tracking_page(self, number: &str) -> Option<String> {
        let plain = number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if number.is_empty() || !plain {
            return None;
        }
        let before = match self {
            Carrier::RussianPost => "https://www.pochta.ru/tracking?barcode=",
            Carrier::NovaPoshta => "https://novaposhta.ua/tracking/?cargo_number=",
            Carrier::Cdek => "https://www.cdek.ru/ru/tracking?order_id=",
            Carrier::Ukrposhta => "https://track.ukrposhta.ua/tracking_UA.html?barcode=",
            Carrier::Boxberry => "https://boxberry.ru/tracking-page?id=",
            Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None => return None,
        };
        Some(format!("{before}{number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_to_its_carriers_page_and_nothing_else_does() {
        let page = Carrier::RussianPost.tracking_page("80088012345672");
        assert_eq!(page.unwrap(), "https://www.pochta.ru/tracking?barcode=80088012345672");
        assert_eq!(Carrier::Courier.tracking_page("1"), None);
        for hostile in ["", "1&x=2", "1\u{1b}]8", "№1"] {
            assert_eq!(Carrier::Cdek.tracking_page(hostile), None, "{hostile}");
        }
    }
}
