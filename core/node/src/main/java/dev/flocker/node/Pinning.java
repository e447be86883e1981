package dev.flocker.node;

import dev.flocker.api.node.Failure;
import dev.flocker.node.host.Pins;
import dev.flocker.node.host.Pins.Pin;
import dev.flocker.node.wire.Call;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/** Data that is being read by somebody who has not locked this node: backups are. */
record Pinning(Pins pins) {

  /**
   * @throws Failure if another process has pinned it
   */
  void pin(Arguments<?> given, Call call) {
    String by = given.text("by") + " since " + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    pins.pin(of(call), by, given.texts("guids"))
        .ifPresent(
            there -> {
              throw refusal(call, there);
            });
  }

  /** The GUIDs of what others read. */
  Set<String> guids() {
    Set<String> guids = new HashSet<>();
    pins.ofOthers().forEach(pin -> guids.addAll(pin.guids()));
    return guids;
  }

  /**
   * Before it is destroyed.
   *
   * @throws Failure if it is being read
   */
  void requireNone(Call call) {
    pins.ofAnother(of(call))
        .ifPresent(
            there -> {
              throw refusal(call, there);
            });
  }

  private static Failure refusal(Call call, Pin there) {
    return new Failure(
        call.ref().toString(),
        "a backup of it is being written, by " + there.by(),
        "wait until that is done");
  }

  private static String of(Call call) {
    return call.project() + " " + call.ref();
  }
}
