//! `feed` as it is typed.

use clap::Args;
use clap::Subcommand;

use super::rejects::FeedMendArgs;

/// `feed …`
#[derive(Debug, Subcommand)]
pub enum FeedCommand {
    /// The feeds of the settings, and how each fares
    List,
    /// Ask a feed, and take nothing in
    Test {
        /// The feed, as the settings call it
        name: String,
    },
    /// Take in what feeds have, and go on asking them until it is ended
    Run {
        /// The feed, as the settings call it; without it all of them
        name: Option<String>,
        /// Now, until nothing is left, and end
        #[arg(long)]
        once: bool,
        /// From its beginning again: what is known changes nothing
        #[arg(long)]
        again: bool,
    },
    /// Set a feed up: asks what is not said, tries it, writes it into the settings
    Add(Box<FeedAddArgs>),
    /// Where the shop of a feed may tell of orders by itself
    Hook {
        /// The feed, as the settings call it
        name: String,
    },
    /// Leave a feed alone until `feed resume`
    Pause {
        /// The feed, as the settings call it
        name: String,
    },
    /// Go on with a feed that was left alone
    Resume {
        /// The feed, as the settings call it
        name: String,
    },
    /// What is written back to the shops, and what of it was not taken
    Writes {
        /// Also what was taken or is not to be written, the newest first
        #[arg(long)]
        all: bool,
        /// At most this many
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Write to the shop again what it did not take
    Retry {
        /// Its id, as `feed writes` shows it
        id: i64,
    },
    /// Settle something as not to be written to the shop
    Drop {
        /// Its id, as `feed writes` shows it
        id: i64,
    },
    /// Have a feed go on where one was that the settings called otherwise
    Rename {
        /// As the settings called it
        from: String,
        /// As they call it now
        to: String,
    },
    /// Forget how far a feed was read that the settings know no more, and what of it waits to be written
    Forget {
        /// As the settings called it
        name: String,
    },
    /// Orders of feeds that could not be read
    Rejects {
        /// The feed, as the settings call it; without it all of them
        name: Option<String>,
    },
    /// Take in an order that could not be read: as it stands, with another value, or mended
    Mend(FeedMendArgs),
    /// Say what a status of the shop means, for the orders that came with it
    Word {
        /// The shop's word
        word: String,
        /// What it means: new, confirmed, dispatched, arrived, received, cancelled or returned
        means: String,
    },
}

/// `feed add`
#[derive(Debug, Args)]
pub struct FeedAddArgs {
    /// What it is to be called
    pub name: Option<String>,
    /// What it is: folder, woocommerce, insales, prom, retailcrm, keycrm, shopify, tilda, commerceml, catalogue, onec, hook or mail
    #[arg(long)]
    pub kind: Option<String>,
    /// Whose API tells a catalogue's goods: woocommerce, insales, prom or shopify; without it a file is read
    #[arg(long)]
    pub api: Option<String>,
    /// The shop's address, the folder, or the mailbox's server
    #[arg(long)]
    pub address: Option<String>,
    /// Where the key or token of a shop is: env:NAME, `command:…` or `file:/path`
    #[arg(long)]
    pub key: Option<String>,
    /// Where the secret or password is
    #[arg(long)]
    pub secret: Option<String>,
    /// A hook's header in which the other machine signs what it tells
    #[arg(long)]
    pub signature: Option<String>,
    /// The login of a mailbox, or of a 1C
    #[arg(long)]
    pub user: Option<String>,
    /// Who writes letters of orders, a regular expression
    #[arg(long)]
    pub from: Option<String>,
    /// What letters of orders are about, likewise
    #[arg(long)]
    pub subject: Option<String>,
    /// What is written back to the shop: status, payment, tracking, note, or none
    #[arg(long, value_name = "PARTS")]
    pub write: Option<String>,
    /// The name of the [[source]] its orders are of
    #[arg(long)]
    pub source: Option<String>,
    /// How the files of a folder, what is told, or letters are described
    #[arg(long)]
    pub profile: Option<String>,
    /// Write it though it does not answer
    #[arg(long)]
    pub untested: bool,
}
