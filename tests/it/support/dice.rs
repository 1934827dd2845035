//! A fixed stream of numbers that are as good as random, so that a failure comes again.

/// The stream that begins with a seed, which is not zero (xorshift64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// The next number below `sides`.
    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// The same, where it is small.
    pub(crate) fn small(&mut self, sides: u64) -> u16 {
        u16::try_from(self.roll(sides)).unwrap()
    }
}
