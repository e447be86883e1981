package dev.flocker.cli.run;

import dev.flocker.cli.session.NodeTrouble;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/**
 * Runs a graph: each step as soon as all that it awaits has ended, on a thread of its own. When a
 * step fails, those that need it are abandoned, and all others go on.
 */
final class Executor {

  enum Outcome {
    DONE,
    FAILED,
    SKIPPED
  }

  private record Ended(Step step, Outcome outcome, Span span) {}

  private final Graph graph;
  private final Watcher watcher;
  private final Map<Step, Outcome> outcomes = new LinkedHashMap<>();
  private final Map<Step, Track.Went> went = new HashMap<>();
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final Map<Step, NodeTrouble> troubles = new ConcurrentHashMap<>();
  private final Map<Step, Thread> running = new HashMap<>();
  private boolean interrupted;

  Executor(Graph graph, Watcher watcher) {
    this.graph = graph;
    this.watcher = watcher;
  }

  /**
   * Runs all; returns when the last has ended.
   *
   * @return how each step ended
   */
  Map<Step, Outcome> run() {
    Map<Step, Boolean> begun = new HashMap<>();
    while (outcomes.size() < graph.steps().size()) {
      for (Step step : graph.steps()) {
        if (!begun.containsKey(step) && outcomes.keySet().containsAll(graph.awaits(step))) {
          begun.put(step, true);
          begin(step);
        }
      }
      Ended next = take();
      outcomes.put(next.step(), next.outcome());
      went.put(next.step(), new Track.Went(end(next.outcome()), next.span()));
      running.remove(next.step());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcomes;
  }

  private static Track.End end(Outcome outcome) {
    return switch (outcome) {
      case DONE -> Track.End.DONE;
      case FAILED -> Track.End.FAILED;
      case SKIPPED -> Track.End.SKIPPED;
    };
  }

  /** All steps, and what became of those that have ended. */
  List<Track> tracks() {
    return Track.of(graph, went);
  }

  /** Why steps failed. */
  Map<Step, NodeTrouble> troubles() {
    return troubles;
  }

  /** Whether it was interrupted; some steps may have been done nevertheless. */
  boolean interrupted() {
    return interrupted;
  }

  private void begin(Step step) {
    boolean possible =
        !interrupted && graph.needs(step).stream().allMatch(n -> outcomes.get(n) == Outcome.DONE);
    Thread thread =
        Thread.ofVirtual().name(step.title()).start(() -> ended.add(ended(step, possible)));
    if (possible) {
      running.put(step, thread);
    }
  }

  private Ended ended(Step step, boolean possible) {
    long from = System.nanoTime();
    Outcome outcome = end(step, possible);
    return new Ended(step, outcome, new Span(from, System.nanoTime()));
  }

  /** Whatever a step throws, it has ended: the run waits for it. */
  private Outcome end(Step step, boolean possible) {
    try {
      return possible ? run(step) : abandon(step);
    } catch (RuntimeException | Error e) {
      return failed(step, new NodeTrouble.Broken(String.join(", ", step.nodes()), e));
    }
  }

  private Outcome run(Step step) {
    watcher.began(step.title(), step.about());
    try {
      step.work().run((what, done, total) -> watcher.progress(step.title(), what, done, total));
      watcher.ended(step.title(), step.about());
      return Outcome.DONE;
    } catch (NodeTrouble e) {
      return failed(step, e);
    }
  }

  private Outcome failed(Step step, NodeTrouble why) {
    troubles.put(step, why);
    watcher.failed(step.title(), step.about(), why);
    Stream.of(why.getSuppressed()).forEach(worse -> notPutBack(step, worse));
    return Outcome.FAILED;
  }

  private void notPutBack(Step step, Throwable why) {
    watcher.note(step.title() + ": could not be put back: " + why.getMessage());
  }

  private Outcome abandon(Step step) {
    try {
      step.work().abandon().ifPresent(watcher::note);
    } catch (NodeTrouble e) {
      notPutBack(step, e);
      Stream.of(e.getSuppressed()).forEach(worse -> notPutBack(step, worse));
    }
    watcher.skipped(step.title(), step.about());
    return Outcome.SKIPPED;
  }

  /** An interruption reaches the steps that are under way; no other one is begun after it. */
  private Ended take() {
    while (true) {
      try {
        return ended.take();
      } catch (InterruptedException e) {
        interrupted = true;
        running.values().forEach(Thread::interrupt);
      }
    }
  }
}
