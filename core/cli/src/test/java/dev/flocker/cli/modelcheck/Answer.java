package dev.flocker.cli.modelcheck;

import java.util.function.IntUnaryOperator;

/** What a node answers to a request, in one word: at most one copy and one snapshot. */
final class Answer {

  static final Field SNAPSHOT = new Field(55, 4);

  /** It was done in part at most; the node says so. */
  static final long FAILED = 1L << 60;

  /** No answer came. */
  static final long LOST = 2L << 60;

  private static final long COPY = (1L << 55) - 1;

  private Answer() {}

  static long copy(long answer) {
    return answer & COPY;
  }

  static long with(long answer, IntUnaryOperator promotions) {
    long copy = copy(answer);
    return copy == 0 ? answer : answer & ~COPY | Request.renamed(copy, promotions);
  }
}
