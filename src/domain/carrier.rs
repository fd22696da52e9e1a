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
    }
}
