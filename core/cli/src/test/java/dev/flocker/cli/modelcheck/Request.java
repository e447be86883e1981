package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy.Role;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What a controller asks of one node in one message; a stream to a node is one too.
 *
 * @param node that performs it
 */
record Request(int node, List<Op> ops) {

  /** Of the node half's operations, those that the protocol's safety depends on. */
  enum Kind {
    COPY,
    SNAPSHOT,
    REQUIRE_CLOSABLE,
    EXPECT,
    FENCE,
    RECORD,
    OPEN,
    RETAIN,
    SET_ASIDE,
    QUIESCE,
    RESUME,
    STREAM
  }

  /**
   * @param one RECORD: the copy that is expected, or 0; RETAIN: the snapshots to hold; STREAM: the
   *     node that sends, and the base, or 0
   * @param other RECORD: the next one; RETAIN: how many more stay; STREAM: up to which
   */
  record Op(Kind kind, long one, long other) {
    static final Field FROM = new Field(0, 4);
    static final Field BASE = new Field(4, 4);

    static Op of(Kind kind) {
      return new Op(kind, 0, 0);
    }

    boolean takes() {
      return kind == Kind.RECORD && Copies.is(other, Role.OWNER);
    }

    private Op with(IntUnaryOperator promotions) {
      return kind == Kind.RECORD
          ? new Op(kind, renamed(one, promotions), renamed(other, promotions))
          : this;
    }

    @Override
    public String toString() {
      return switch (kind) {
        case RECORD -> "record " + World.text(other);
        case STREAM ->
            "stream s%d..s%d from %s".formatted(BASE.of(one), other, Copies.name(FROM.of(one)));
        default -> kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      };
    }
  }

  /** The same with other numbers for promotions. */
  Request with(IntUnaryOperator promotions) {
    return new Request(node, ops.stream().map(o -> o.with(promotions)).toList());
  }

  static long renamed(long copy, IntUnaryOperator promotions) {
    return copy == 0
        ? 0
        : Copies.PROMOTION.set(copy, promotions.applyAsInt(Copies.PROMOTION.of(copy)));
  }

  boolean onlyReads() {
    return ops.stream().allMatch(o -> o.kind() == Kind.COPY || o.kind() == Kind.REQUIRE_CLOSABLE);
  }

  boolean takes() {
    return ops.stream().anyMatch(Op::takes);
  }

  /** The nodes that have to be reached: the one that sends too. */
  int nodes() {
    int nodes = 1 << node;
    for (Op op : ops) {
      if (op.kind() == Kind.STREAM) {
        nodes |= 1 << Op.FROM.of(op.one());
      }
    }
    return nodes;
  }

  /**
   * Whether it may come after the node process that it was sent to has ended. That is crueller than
   * TCP: an order to own has to be harmless whenever it comes. All else is done by that process,
   * under its lock, or never.
   */
  boolean mayOutliveItsSession() {
    return takes();
  }

  @Override
  public String toString() {
    return String.join(", ", ops.stream().map(Op::toString).toList()) + " on " + Copies.name(node);
  }
}
