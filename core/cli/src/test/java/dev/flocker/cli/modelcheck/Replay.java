package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lets the controller's code run from its beginning on the answers that it had, up to the next. */
final class Replay {

  /** Promotions from this number on are those that the code itself has drawn. */
  static final int FRESH = 28;

  /** The code asks for more than was answered. */
  static final class Pause extends Error {
    private static final long serialVersionUID = 1;
    final transient Request request;

    Pause(Request request) {
      super("", null, false, false);
      this.request = request;
    }
  }

  private final long[] log;
  private final List<String> drawn = new ArrayList<>();
  private final Map<Long, Object> encoded;
  private int at;

  Replay(long[] log, Map<Long, Object> encoded) {
    this.log = log;
    this.encoded = encoded;
  }

  /** Whether the code has come to what was not answered yet. */
  boolean isNext() {
    return at == log.length;
  }

  void pause(Request request) {
    throw new Pause(request);
  }

  long next() {
    return log[at++];
  }

  /** A copy as a node says it. */
  Object encoded(long copy, Function<Copy, Object> encode) {
    return Copies.PROMOTION.of(copy) >= FRESH
        ? encode.apply(Copies.copy(copy, this::promotion))
        : encoded.computeIfAbsent(copy, c -> encode.apply(Copies.copy(c, this::promotion)));
  }

  int number(String promotion) {
    if (promotion.startsWith("p")) {
      return Integer.parseInt(promotion.substring(1));
    }
    if (!drawn.contains(promotion)) {
      drawn.add(promotion);
    }
    return FRESH + drawn.indexOf(promotion);
  }

  String promotion(int number) {
    return number < FRESH ? "p" + number : drawn.get(number - FRESH);
  }
}
