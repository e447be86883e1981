package dev.flocker.cli.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Takes the time of every stop of a run. */
final class Downtimes {

  private final ConcurrentLinkedQueue<Downtime> over = new ConcurrentLinkedQueue<>();

  /** One stop; what ends, or ends again, without a beginning was none. */
  final class Watch {

    private final Group group;
    private final AtomicLong began = new AtomicLong();

    private Watch(Group group) {
      this.group = group;
    }

    void begin() {
      if (group.stops()) {
        began.set(System.nanoTime());
      }
    }

    void end() {
      long from = began.getAndSet(0);
      Optional<String> node = group.stopNode();
      if (from != 0 && node.isPresent()) {
        over.add(
            new Downtime(
                group.refs(),
                node.get(),
                group.startNode().orElse(""),
                !group.held().isEmpty(),
                new Span(from, System.nanoTime())));
      }
    }
  }

  Watch of(Group group) {
    return new Watch(group);
  }

  List<Downtime> over() {
    return List.copyOf(over);
  }
}
