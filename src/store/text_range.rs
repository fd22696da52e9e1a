//! Where the texts end that begin alike.

/// The first text after every one that begins with this one; none for an empty one.
pub(super) fn after(start: &str) -> Option<String> {
    let mut end = start.to_owned();
    let last = end.pop()?;
    end.push(char::from_u32(u32::from(last) + 1)?);
    Some(end)
}
