//! The text of a code that a bank's app reads to pay an order: ST00012 of Russian banks (GOST R 56042-2014) or EPC069-12 of
//! SEPA, whichever the account is of.

use super::money::Currency;
use super::money::Money;

/// An account that money is paid to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount(String);

/// Whose account it is, and at which bank; texts may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Payee<'a> {
    /// The company or person, as the bank knows them.
    pub name: &'a str,
    /// The account.
    pub account: Option<&'a BankAccount>,
    /// The bank's name.
    pub bank: &'a str,
    /// The bank's BIC.
    pub bic: &'a str,
    /// The bank's own account, of Russian banks.
    pub corr_account: &'a str,
    /// The payee's tax number.
    pub inn: &'a str,
}

/// How long the parts may be, in characters: of GOST R 56042, then of EPC069-12.
const NAME: usize = 160;
const BANK: usize = 45;
const PURPOSE: usize = 210;
const EPC_NAME: usize = 70;
const EPC_PURPOSE: usize = 140;
/// What EPC069-12 carries in one payment, cents.
const EPC_MOST: i64 = 99_999_999_999;
/// Digits of a Russian account.
const RUSSIAN: usize = 20;
/// The shortest and the longest IBAN.
const IBAN: std::ops::RangeInclusive<usize> = 15..=34;

impl BankAccount {
    /// Twenty digits, or an IBAN whose check digits are right; spaces are dropped.
    pub fn parse(text: &str) -> Option<BankAccount> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.to_ascii_uppercase();
        let is_russian = plain.len() == RUSSIAN && plain.bytes().all(|byte| byte.is_ascii_digit());
        (is_russian || is_iban(&plain)).then_some(BankAccount(plain))
    }

    /// Without spaces.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_iban(&self) -> bool {
        self.0.starts_with(|c: char| c.is_ascii_alphabetic())
    }
}

/// ISO 13616: the remainder of the whole by 97 is one.
fn is_iban(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    let begins = bytes.len() > 4 && bytes[..2].iter().all(u8::is_ascii_uppercase);
    if !begins || !IBAN.contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_alphanumeric) {
        return false;
    }
    let digits = bytes[4..].iter().chain(&bytes[..4]);
    let rest = digits.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        other => (rest * 100 + u32::from(other - b'A') + 10) % 97,
    });
    rest == 1
}

/// The text of the code; none where the payee is not known well enough, or its account takes other money.
pub fn pay_code(payee: &Payee<'_>, sum: Money, purpose: &str) -> Option<String> {
    let account = payee.account?;
    let name = part(payee.name, NAME);
    if name.is_empty() || sum.minor <= 0 {
        return None;
    }
    if account.is_iban() {
        let is_euro = Currency::parse("EUR").is_ok_and(|euro| sum.currency == euro);
        return (is_euro && sum.minor <= EPC_MOST).then(|| epc(payee, account, sum, purpose));
    }
    let bank = part(payee.bank, BANK);
    let is_known = !bank.is_empty() && payee.bic.trim().len() == 9 && sum.currency == Currency::RUB;
    is_known.then(|| {
        let corr = Some(payee.corr_account.trim()).filter(|corr| !corr.is_empty());
        let mut text = format!(
            "ST00012|Name={name}|PersonalAcc={}|BankName={bank}|BIC={}|CorrespAcc={}|Sum={}|Purpose={}",
            account.as_str(),
            payee.bic.trim(),
            corr.unwrap_or("0"),
            sum.minor,
            part(purpose, PURPOSE),
        );
        if !payee.inn.trim().is_empty() {
            text.push_str("|PayeeINN=");
            text.push_str(payee.inn.trim());
        }
        text
    })
}

/// A line each: what is not known is empty, and behind the last that is known nothing follows.
fn epc(payee: &Payee<'_>, account: &BankAccount, sum: Money, purpose: &str) -> String {
    let name = part(payee.name, EPC_NAME);
    let sum = format!("EUR{}", sum.decimal());
    let purpose = part(purpose, EPC_PURPOSE);
    let bic = payee.bic.trim();
    [
        "BCD",
        "002",
        "1",
        "SCT",
        bic,
        &name,
        account.as_str(),
        &sum,
        "",
        "",
        &purpose,
    ]
    .join("\n")
}

/// A value on one line, without what divides values.
fn part(text: &str, most: usize) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c == '|' || c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words
        .join(" ")
        .chars()
        .take(most)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_twenty_digits_or_an_iban_with_right_check_digits() {
        for (text, known) in [
            ("40802810000000000001", Some("40802810000000000001")),
            ("4080 2810 0000 0000 0001", Some("40802810000000000001")),
            ("de89 3704 0044 0532 0130 00", Some("DE89370400440532013000")),
            ("LT60 1010 0123 4567 8901", Some("LT601010012345678901")),
            ("DE88370400440532013000", None),
            ("4080281000000000000", None),
            ("", None),
            ("ИП Иванова", None),
        ] {
            let parsed = BankAccount::parse(text);
            assert_eq!(parsed.as_ref().map(BankAccount::as_str), known, "{text}");
        }
    }

    #[test]
    fn a_russian_account_gives_the_code_of_its_banks() {
        let account = BankAccount::parse("40802810000000000001").unwrap();
        let payee = Payee {
            name: "ИП Иванова|Елена\nПетровна",
            account: Some(&account),
            bank: "АО «Банк»",
            bic: "044525974",
            corr_account: "30101810145250000974",
            inn: "770100000001",
        };
        let sum = Money::new(145_000, Currency::RUB);
        assert_eq!(
            pay_code(&payee, sum, "Заказ № 1042").unwrap(),
            "ST00012|Name=ИП Иванова Елена Петровна|PersonalAcc=40802810000000000001|BankName=АО «Банк»|BIC=044525974|\
             CorrespAcc=30101810145250000974|Sum=145000|Purpose=Заказ № 1042|PayeeINN=770100000001"
        );
        let bare = Payee {
            corr_account: "",
            inn: "",
            ..payee
        };
        assert!(
            pay_code(&bare, sum, "x")
                .unwrap()
                .ends_with("|CorrespAcc=0|Sum=145000|Purpose=x")
        );
        let euro = Money::new(100, Currency::parse("EUR").unwrap());
        for lacking in [
            Payee { bic: "", ..payee },
            Payee { bank: "", ..payee },
            Payee { name: " ", ..payee },
        ] {
            assert_eq!(pay_code(&lacking, sum, "x"), None);
        }
        assert_eq!(pay_code(&payee, euro, "x"), None, "other money");
        assert_eq!(pay_code(&payee, Money::new(0, Currency::RUB), "x"), None);
    }

    #[test]
    fn an_iban_gives_the_code_of_sepa_with_and_without_a_bic() {
        let account = BankAccount::parse("DE89370400440532013000").unwrap();
        let payee = Payee {
            name: "Lavka GmbH",
            account: Some(&account),
            ..Payee::default()
        };
        let sum = Money::new(1_205, Currency::parse("EUR").unwrap());
        let code = pay_code(&payee, sum, "Order 1042").unwrap();
        assert_eq!(
            code,
            "BCD\n002\n1\nSCT\n\nLavka GmbH\nDE89370400440532013000\nEUR12.05\n\n\nOrder 1042"
        );
        let with_bic = pay_code(
            &Payee {
                bic: "COBADEFFXXX",
                ..payee
            },
            sum,
            "x",
        )
        .unwrap();
        assert_eq!(with_bic.lines().nth(4), Some("COBADEFFXXX"));
        assert_eq!(pay_code(&payee, Money::new(1, Currency::RUB), "x"), None);
        let long = "Ж".repeat(500);
        let most = pay_code(&Payee { name: &long, ..payee }, sum, &long).unwrap();
        assert!(most.chars().count() < 331, "{}", most.chars().count());
    }
}
