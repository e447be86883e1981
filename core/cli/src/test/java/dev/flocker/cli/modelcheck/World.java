package dev.flocker.cli.modelcheck;

import dev.flocker.api.node.Copy.Role;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A state: nodes, controllers, messages under way, and what may still happen. */
final class World {

  static final int NODES = 3;
  static final int IDS = 5;
  static final int CONTROLLERS = 2;
  static final int WORDS = 11;

  /** What is written: a set of acknowledged writes. */
  static final Field DATA = new Field(0, 4);

  /** Snapshots received before there is a record. */
  static final Field INCOMING = new Field(4, 16);

  static final Field UP = new Field(22, 1);
  static final Field GONE = new Field(23, 1);

  /** In the inventory. */
  static final Field LISTED = new Field(24, 1);

  /** Its pool is not imported: it shows nothing. */
  static final Field HIDDEN = new Field(25, 1);

  static final Field RUNNING = new Field(26, 1);

  /** The container starts with the node. */
  static final Field STARTS = new Field(27, 1);

  /** The container was stopped by flocker, which has to start it again or hand it over. */
  static final Field OWES = new Field(28, 1);

  /** Mounted by hand. */
  static final Field HAND = new Field(29, 1);

  /** Mounted by hand where a run that goes on could not see it. */
  static final Field EXCUSED = new Field(30, 1);

  /** Powered off, and another was made the owner at a person's word. */
  static final Field STRAY = new Field(31, 1);

  /** Of the node's lock: 0 nobody, a controller and one, or a process whose controller is lost. */
  static final Field HOLDER = new Field(32, 2);

  static final int ORPHAN = 3;
  static final Field UNDO_OPEN = new Field(34, 1);
  static final Field UNDO_RESUME = new Field(35, 1);

  /** Mounted at boot. */
  static final Field AUTO = new Field(36, 1);

  /** The machine id that it answers with. */
  static final Field ID = new Field(37, 3);

  static final Field SCRIPT = new Field(0, 28);

  /** The nodes that a controller still hears. */
  static final Field ALIVE = new Field(28, 3);

  private static final int FRESH_AT = 32;

  static final Field FAULTS = new Field(0, 4);
  static final Field RUNS = new Field(4, 4);
  static final Field WRITES = new Field(8, 3);
  static final Field WROTE = new Field(11, 3);
  static final Field ACKNOWLEDGED = new Field(14, 4);
  static final Field SNAPSHOTS = new Field(18, 4);
  static final Field PROMOTIONS = new Field(22, 5);

  final long[] words;

  /** What must never be, and is; set by the step that led here. */
  @Nullable String violation;

  World(long[] words) {
    this.words = words;
  }

  World copy() {
    return new World(words.clone());
  }

  long copyOn(int node) {
    return words[node];
  }

  void copyOn(int node, long copy) {
    words[node] = copy;
  }

  /** As a look at it shows: a hidden pool shows none. */
  long shown(int node) {
    return is(node, HIDDEN) ? 0 : words[node];
  }

  boolean is(int node, Field field) {
    return field.in(words[NODES + node]);
  }

  int get(int node, Field field) {
    return field.of(words[NODES + node]);
  }

  void set(int node, Field field, long value) {
    words[NODES + node] = field.set(words[NODES + node], value);
  }

  boolean isOpen(int node) {
    return Copies.OPEN.in(words[node]);
  }

  void open(int node, boolean open) {
    words[node] = Copies.OPEN.set(words[node], open ? 1 : 0);
  }

  boolean owns(int node) {
    return Copies.is(words[node], Role.OWNER);
  }

  int of(int controller, Field field) {
    return field.of(words[6 + controller]);
  }

  void control(int controller, Field field, int value) {
    words[6 + controller] = field.set(words[6 + controller], value);
  }

  void noController(int controller) {
    words[6 + controller] = 0;
  }

  /** The promotion that a controller drew as its {@code which}th; 0 if it has not yet. */
  int fresh(int controller, int which) {
    return fresh(which).of(words[6 + controller]);
  }

  void fresh(int controller, int which, int promotion) {
    words[6 + controller] = fresh(which).set(words[6 + controller], promotion);
  }

  private static Field fresh(int which) {
    return new Field(FRESH_AT + 5 * which, 5);
  }

  /** 0 if there is none. */
  int message(int slot) {
    return (int) (words[8] >>> 32 * slot);
  }

  void message(int slot, int request) {
    words[8] = words[8] & ~(0xffffffffL << 32 * slot) | (long) request << 32 * slot;
  }

  int content(int snapshot) {
    return new Field(4 * snapshot, 4).of(words[9]);
  }

  void content(int snapshot, int data) {
    words[9] = new Field(4 * snapshot, 4).set(words[9], data);
  }

  int left(Field field) {
    return field.of(words[10]);
  }

  void left(Field field, int value) {
    words[10] = field.set(words[10], value);
  }

  boolean idle() {
    return words[6] == 0 && words[7] == 0 && words[8] == 0;
  }

  /** The process of a node dies, with all that it had to undo. */
  void killProcess(int node) {
    int holder = get(node, HOLDER);
    if (holder == 1 || holder == 2) {
      control(holder - 1, ALIVE, of(holder - 1, ALIVE) & ~(1 << node));
    }
    set(node, HOLDER, 0);
    set(node, UNDO_OPEN, 0);
    set(node, UNDO_RESUME, 0);
    set(node, OWES, 0);
  }

  /** A controller hears a node no more. Its process goes on until it has noticed. */
  void cut(int controller, int node) {
    control(controller, ALIVE, of(controller, ALIVE) & ~(1 << node));
    if (get(node, HOLDER) == controller + 1) {
      set(node, HOLDER, ORPHAN);
    }
  }

  static String text(long copy) {
    if (copy == 0) {
      return "-";
    }
    StringBuilder text = new StringBuilder();
    text.append(Role.values()[Copies.ROLE.of(copy) - 1]);
    int generation = Copies.GENERATION.of(copy);
    text.append(' ').append(generation % Copies.FAR);
    text.append("!".repeat(generation / Copies.FAR));
    text.append(" p").append(Copies.PROMOTION.of(copy));
    if (Copies.TARGET.in(copy)) {
      text.append(" to id-").append(Copies.TARGET.of(copy) - 1);
      text.append(" at s").append(Copies.TARGET_VERSION.of(copy));
    }
    text.append(" peers ").append(Integer.toBinaryString(Copies.PEERS.of(copy)));
    text.append(" has ");
    for (int v = 1; v < 16; v++) {
      if ((Copies.VERSIONS.of(copy) >> v & 1) == 1) {
        text.append('s').append(v);
      }
    }
    return text.append(Copies.OPEN.in(copy) ? " OPEN" : "").toString();
  }

  /** A line for each node. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < NODES; n++) {
      if (is(n, GONE)) {
        continue;
      }
      text.append("      %s: %s data %s".formatted(Copies.name(n), text(words[n]), writes(n)));
      text.append(is(n, RUNNING) ? " running" : "").append(is(n, UP) ? "" : " off");
      text.append(is(n, HIDDEN) ? " hidden" : "").append(is(n, HAND) ? " by hand" : "");
      text.append(is(n, LISTED) ? "" : " unlisted").append(is(n, STRAY) ? " superseded" : "");
      text.append(get(n, ID) == n ? "" : " id-" + get(n, ID));
      text.append(get(n, HOLDER) == 0 ? "" : " locked by " + get(n, HOLDER));
      text.append(get(n, INCOMING) == 0 ? "" : " incoming " + get(n, INCOMING)).append('\n');
    }
    return text.toString();
  }

  private String writes(int node) {
    return "{%s} of {%s}"
        .formatted(
            Integer.toBinaryString(get(node, DATA)),
            Integer.toBinaryString(left(ACKNOWLEDGED)).toLowerCase(Locale.ROOT));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof World w && Arrays.equals(words, w.words);
  }
}
