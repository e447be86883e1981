package dev.flocker.cli.modelcheck;

/**
 * Some bits of a word.
 *
 * @param at the lowest
 */
record Field(int at, int bits) {

  /** What does not fit: the explorer goes no further there, and says how often. */
  static final class TooFar extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final TooFar INSTANCE = new TooFar();

    private TooFar() {
      super("does not fit", null, false, false);
    }
  }

  int of(long word) {
    return (int) (word >>> at & mask());
  }

  boolean in(long word) {
    return of(word) != 0;
  }

  /** The word with another value here. */
  long set(long word, long value) {
    if ((value & ~mask()) != 0) {
      throw TooFar.INSTANCE;
    }
    return word & ~(mask() << at) | value << at;
  }

  private long mask() {
    return (1L << bits) - 1;
  }
}
