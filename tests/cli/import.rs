//! `import`: files of a shop, and what it says of those it cannot read.

use crate::support::desk::TestDesk;

#[test]
fn a_file_that_is_no_workbook_after_all_is_named_for_what_it_is() {
    let desk = TestDesk::new();
    let envelope: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    for (bytes, message, hint) in [
        (compound.to_vec(), "old format", ".xlsx"),
        ([compound.as_slice(), &envelope].concat(), "password", "password"),
        (b"PK\x03\x04 and nothing more".to_vec(), "damaged", "as CSV"),
    ] {
        let file = desk.file("orders.xls", bytes);
        let error = desk.run(&["import", &file, "--json"]).code(2).error();
        assert!(error["message"].as_str().unwrap().contains(message), "{error}");
        assert!(error["hint"].as_str().unwrap().contains(hint), "{error}");
    }
}
