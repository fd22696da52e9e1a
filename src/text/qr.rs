//! A QR code: its modules, as half blocks of a terminal, and as a picture.

use qrcodegen::QrCode;
use qrcodegen::QrCodeEcc;

/// White modules a picture has around the code.
const QUIET: usize = 4;
/// Pixels of a module in a picture.
const SCALE: usize = 6;

/// The modules of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    size: usize,
    dark: Vec<bool>,
}

/// Makes it, with as much against damage as its size has room for; none of a text that is too long for any.
pub fn qr(text: &str) -> Option<Qr> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size();
    let dark = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    Some(Qr {
        size: usize::try_from(side).ok()?,
        dark: dark.map(|(x, y)| code.get_module(x, y)).collect(),
    })
}

impl Qr {
    /// How many modules a side has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether a module is dark; `quiet` white ones stand around the code.
    pub fn is_dark(&self, x: usize, y: usize, quiet: usize) -> bool {
        let inner = |at: usize| at.checked_sub(quiet).filter(|at| *at < self.size);
        match (inner(x), inner(y)) {
            (Some(x), Some(y)) => self.dark[y * self.size + x],
            _ => false,
        }
    }

    /// How many lines of half blocks it takes with so much white around it.
    pub fn lines(&self, quiet: usize) -> usize {
        (self.size + 2 * quiet).div_ceil(2)
    }

    /// A picture of it, black on white (PNG).
    pub fn png(&self) -> Option<Vec<u8>> {
        let side = (self.size + 2 * QUIET) * SCALE;
        let row = side.div_ceil(8);
        let mut pixels = vec![0xFF_u8; row * side];
        for y in 0..side {
            for x in 0..side {
                if self.is_dark(x / SCALE, y / SCALE, QUIET) {
                    pixels[y * row + x / 8] &= !(0x80 >> (x % 8));
                }
            }
        }
        let mut png = Vec::new();
        let side = u32::try_from(side).ok()?;
        let mut encoder = png::Encoder::new(&mut png, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::One);
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&pixels).ok()?;
        writer.finish().ok()?;
        Some(png)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What a reader of codes sees in a picture of `width` by `height` dark and light points.
    pub(crate) fn seen(width: usize, height: usize, is_dark: impl Fn(usize, usize) -> bool) -> Option<String> {
        let light = |x, y| if is_dark(x, y) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
        let grids = picture.detect_grids();
        let (_, text) = grids.first()?.decode().ok()?;
        Some(text)
    }

    /// What a reader of codes sees in a picture.
    pub(crate) fn seen_in(png: &[u8]) -> Option<String> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let about = reader.next_frame(&mut pixels).unwrap();
        let (width, height) = (about.width as usize, about.height as usize);
        seen(width, height, |x, y| pixels[y * about.line_size + x] < 128)
    }

    #[test]
    fn a_reader_sees_in_the_picture_what_was_written() {
        let texts = [
            "BCD\n002\n1\nSCT\n\nLavka GmbH\nDE89370400440532013000\nEUR12.05\n\n\nOrder 1042".to_owned(),
            format!("ST00012|Name=ИП Иванова Елена|Purpose={}", "Заказ № 1042 ".repeat(16)),
        ];
        for text in texts {
            let qr = qr(&text).unwrap();
            assert_eq!(seen_in(&qr.png().unwrap()).as_deref(), Some(text.as_str()));
            let scaled = |quiet: usize| {
                let side = (qr.size() + 2 * quiet) * 4;
                seen(side, side, |x, y| qr.is_dark(x / 4, y / 4, quiet))
            };
            for quiet in [2, 4] {
                assert_eq!(scaled(quiet).as_deref(), Some(text.as_str()), "{quiet} around it");
            }
        }
        assert_eq!(qr(&"я".repeat(3_000)), None);
    }
}
