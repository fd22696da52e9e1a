//! Who of a segment can be sent an offer, and by what (R25).

use crate::domain::action::address_by;
use crate::domain::offer_to::OfferTo;
use crate::domain::segment::Segment;
use crate::domain::settings::NoOfferWay;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::segments::segments;

/// An offer before it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferPlan {
    /// To whom it goes, and by what.
    pub to: Vec<OfferTo>,
    /// Who may be offered something, and has no address that a channel reaches.
    pub unreached: usize,
    /// Who may not be offered anything now: no consent, or something was offered not long ago.
    pub not_allowed: usize,
}

/// Who of the segment an offer would reach; else why offers leave by nothing.
pub fn offer_plan(look: &Look<'_>, segment: &Segment) -> Result<Result<OfferPlan, NoOfferWay>, StoreError> {
    let channels = match look.rules.settings().offer_channels() {
        Ok(channels) => channels,
        Err(why) => return Ok(Err(why)),
    };
    let members = segments(look, std::slice::from_ref(segment))?.into_iter().flatten();
    let (mut plan, mut allowed) = (OfferPlan::default(), Vec::new());
    for belongs in members {
        match belongs.may_offer {
            Ok(()) => allowed.push(belongs.member.id),
            Err(_) => plan.not_allowed += 1,
        }
    }
    let contacts = look.store.contacts_of_several(&allowed)?;
    for customer in allowed {
        let theirs = contacts.get(&customer).map(Vec::as_slice).unwrap_or_default();
        let way = channels
            .iter()
            .find_map(|channel| Some((*channel, address_by(theirs, *channel)?)));
        match way {
            Some((channel, address)) => plan.to.push(OfferTo {
                customer,
                channel,
                address,
            }),
            None => plan.unreached += 1,
        }
    }
    Ok(Ok(plan))
}
