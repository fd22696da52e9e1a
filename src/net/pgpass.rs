//! The file in which PostgreSQL's own tools keep passwords.
//!
//! <https://www.postgresql.org/docs/current/libpq-pgpass.html>

use std::fs;
use std::io;
use std::path::Path;

use super::secret::Secret;
use super::secret::SecretError;
use super::secret::is_open;
use crate::domain::server_address::ServerAddress;
use crate::domain::server_address::ServerHost;

/// The password of an address; none where the file is not there or does not name it. Several servers of one address have the
/// same users: that of the first that is named is meant. `login` connects where the address does not say who. A file others can
/// read is refused.
pub fn password(file: &Path, address: &ServerAddress, login: &str) -> Result<Option<Secret>, SecretError> {
    let shown = || file.display().to_string();
    let about = match fs::metadata(file) {
        Ok(about) => about,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(why) => return Err(SecretError::File(shown(), why.to_string())),
    };
    if is_open(&about) {
        return Err(SecretError::Open(shown()));
    }
    let text = fs::read_to_string(file).map_err(|why| SecretError::File(shown(), why.to_string()))?;
    Ok(of_lines(&text, address, login).map(Secret::new))
}

fn of_lines(text: &str, address: &ServerAddress, login: &str) -> Option<String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let lines: Vec<Vec<String>> = lines.map(fields).collect();
    let user = address.user.as_deref().unwrap_or(login);
    address.servers().find_map(|(server, port)| {
        let meant = [&port.to_string(), &address.database, user];
        let line = lines.iter().find(|line| names(line, server, meant))?;
        line.last().cloned()
    })
}

/// True when a line is of `server`, and of the port, the database and the user that are meant.
fn names(line: &[String], server: &ServerHost, meant: [&str; 3]) -> bool {
    let [host, rest @ .., _] = line else { return false };
    let (ServerHost::Name(name) | ServerHost::Socket(name)) = server;
    // A socket of this machine is called by the machine's name too.
    let by_socket = !server.leaves_the_machine() && host == "localhost";
    let is_one = |(field, meant): (&String, &str)| field == "*" || field == meant;
    (by_socket || is_one((host, name))) && rest.len() == meant.len() && rest.iter().zip(meant).all(is_one)
}

/// Parted by colons; a backslash lets one stand in a field.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            ':' if fields.len() < 5 => fields.push(String::new()),
            letter => {
                let plain = if letter == '\\' { letters.next() } else { Some(letter) };
                if let Some(field) = fields.last_mut() {
                    field.extend(plain);
                }
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_fits_has_the_password() {
        let text = "# kept by the owner\n\
            db.example:5432:shop:anna:of anna\n\
            db.example:*:shop:*:of\\: all\\\\:of it\n\
            localhost:5432:shop:desk:of here\n\
            [broken\n";
        let of = |rest: &str| of_lines(text, &ServerAddress::parse(rest).ok().unwrap(), "anna");
        assert_eq!(of("anna@db.example/shop").as_deref(), Some("of anna"));
        assert_eq!(of("db.example/shop").as_deref(), Some("of anna"), "the login");
        assert_eq!(of("anna@db.example:6000/shop").as_deref(), Some("of: all\\:of it"));
        assert_eq!(of("desk@localhost/shop").as_deref(), Some("of here"));
        assert_eq!(of("desk@/shop?host=/tmp").as_deref(), Some("of here"));
        assert_eq!(of("desk@db.example/other"), None);
        let several = |hosts: &str| of(&format!("anna@{hosts}/shop"));
        assert_eq!(several("new.example,db.example").as_deref(), Some("of anna"));
        assert_eq!(
            several("db.example:6000,db.example").as_deref(),
            Some("of: all\\:of it")
        );
        assert_eq!(several("new.example,newer.example"), None);
    }

    #[test]
    fn without_a_file_there_is_no_password() {
        let folder = tempfile::tempdir().unwrap();
        let address = ServerAddress::parse("h.example/s").ok().unwrap();
        assert_eq!(password(&folder.path().join("none"), &address, ""), Ok(None));
    }
}
