//! Where the stories begin: a server, and two coordinators' laptops that know one visit.

use anyhow::{Context, Result, ensure};
use desk_domain::kinds::KINDS;
use serde_json::Value;

use crate::laptop::{Laptop, text};
use crate::server::Server;

/// The programme as the city published it (its folder's README says where).
pub const PROGRAMME: &str = include_str!("../programmes/sevres-2011.csv");
/// How many items it has.
pub const PROGRAMME_ROWS: usize = 22;
/// A list of delegates as a partner city sends it. Everybody on it is invented.
pub const DELEGATES: &str = "No,Family name,Given names,Role,Passport number,Date of birth
1,Sample,Alex,Head of delegation,X000001,1960-06-15
2,Example,Robin,Delegate,X000002,1971-02-03
3,Placeholder,Kim,Delegate,X000003,1988-11-30
";
/// How many people are on it.
pub const DELEGATES_ROWS: usize = 3;

/// A server and two laptops. Ana started alone and connected what she had; Ben joined.
#[derive(Debug)]
pub struct Town {
    /// Where they meet.
    pub server: Server,
    /// The laptop on which the chapter was founded.
    pub ana: Laptop,
    /// The one that joined.
    pub ben: Laptop,
    /// The visit that both know.
    pub visit: String,
    /// Its one programme item: the guests land at half past two.
    pub landing: String,
    /// Its one participation: Jo Early, a guest.
    pub guest: String,
}

impl Town {
    /// Starts the server and makes all that both know.
    pub fn connected() -> Result<Self> {
        let server = Server::start("Sèvres")?;
        let (ana, ben) = (Laptop::new("Ana")?, Laptop::new("Ben")?);
        found(&ana)?;
        let visit = plan(&ana)?;
        let (title, kind) = ("title=Landing", "kind=arrival");
        let landing = ana.add("programme_item", &visit, &[title, kind, &slot("14:30")])?;
        let jo = ana.ask(&["add", "person", "latin_name=Jo Early"])?;
        let jo = format!("person={}", text(&jo, "id")?);
        let guest = ana.add("participation", &visit, &[&jo, "side=guest"])?;
        ana.connect(&server.url(), &server.invite("coordinator")?)?;
        ben.connect(&server.url(), &server.invite("coordinator")?)?;
        Ok(Self {
            server,
            ana,
            ben,
            visit,
            landing,
            guest,
        })
    }

    /// Both exchange until each has what the other had before.
    pub fn exchange(&self) -> Result<()> {
        for laptop in [&self.ana, &self.ben, &self.ana] {
            laptop.ask(&["sync"])?;
        }
        Ok(())
    }

    /// Ends the access of the device with which a member joined.
    pub fn revoke(&self, member: &str) -> Result<()> {
        let devices = self.server.ask(&["devices"])?;
        let devices = devices.as_array().context("a list is an array")?;
        let device = devices.iter().find(|device| device["member"] == member);
        let device = device.with_context(|| format!("{member} has no device"))?;
        self.server.ask(&["revoke", text(device, "id")?])?;
        Ok(())
    }

    /// Takes a list over into the visit.
    pub fn import(&self, laptop: &Laptop, list: &str, table: &str) -> Result<Value> {
        laptop.answer(&["import", list, "-", "--visit", &self.visit], table)
    }

    /// Looks whether both laptops have equal records of every kind.
    ///
    /// # Errors
    /// Names a kind that differs, with what each has.
    pub fn ensure_equal(&self) -> Result<()> {
        for kind in KINDS {
            let (ana, ben) = (self.ana.records(kind.name)?, self.ben.records(kind.name)?);
            let name = kind.name;
            ensure!(ana == ben, "{name} differ:\n{ana:#?}\n{ben:#?}");
        }
        Ok(())
    }
}

/// A start on the visit's first day, as a field of a programme item.
pub fn slot(start: &str) -> String {
    let (day, zone) = ("2011-05-29", "Europe/Paris");
    format!(r#"slot={{"day":"{day}","start":"{start}","zone":"{zone}","certainty":"fixed"}}"#)
}

/// Starts a chapter that works alone.
pub fn found(laptop: &Laptop) -> Result<()> {
    let chapter = ["--chapter", "Sèvres", "--city", "Sèvres", "--country", "FR"];
    let rest = ["--zone", "Europe/Paris", "--person", "Ana"];
    laptop.ask(&[&["init"][..], &chapter, &rest].concat())?;
    Ok(())
}

fn plan(laptop: &Laptop) -> Result<String> {
    let title = ["--title", "Mount Prospect in Sèvres"];
    let partner = [
        "--partner-city",
        "Mount Prospect",
        "--partner-country",
        "US",
    ];
    let zone = ["--partner-zone", "America/Chicago"];
    let days = ["--from", "2011-05-29", "--to", "2011-06-05"];
    let direction = ["--direction", "inbound"];
    let command = ["visit", "add"];
    let arguments = [&command[..], &title, &partner, &zone, &direction, &days].concat();
    Ok(text(&laptop.ask(&arguments)?, "id")?.to_owned())
}
