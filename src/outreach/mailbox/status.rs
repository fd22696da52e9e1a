//! What a server says of a letter's way, in fields (RFC 3464, 2.3).

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DeliveryStatus {
    /// It will not be tried again.
    Failed {
        /// Why.
        why: Option<String>,
    },
    /// It lies in its reader's mailbox.
    Delivered,
}

/// The worst that is said of any of its readers; none while it is on its way, or left where no more is told.
pub(super) fn status_of(text: &str) -> Option<DeliveryStatus> {
    let text = text.replace("\r\n", "\n");
    let readers: Vec<Option<DeliveryStatus>> = text.split("\n\n").map(|group| of_reader(&fields(group))).collect();
    let failed = readers
        .iter()
        .flatten()
        .find(|status| **status != DeliveryStatus::Delivered);
    failed.or_else(|| readers.iter().flatten().next()).cloned()
}

fn of_reader(fields: &[(String, String)]) -> Option<DeliveryStatus> {
    let value = |name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    match value("action")?.to_lowercase().as_str() {
        "failed" => {
            // `smtp; 550 …`: of what kind the words are matters to nobody.
            let said = value("diagnostic-code").map(|said| said.split_once(';').map_or(said, |(_, said)| said));
            let why = said.or(value("status")).map(|why| why.trim().to_owned());
            Some(DeliveryStatus::Failed { why })
        }
        "delivered" => Some(DeliveryStatus::Delivered),
        _ => None,
    }
}

/// Names in small letters, and values of one line.
fn fields(group: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in group.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    fields
}
