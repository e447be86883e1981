package dev.flocker.cli.logs;

import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads several logs side by side, as one in the order of time. */
public final class Logs implements AutoCloseable {

  private final List<Source> sources;
  private final Patience patience;
  private final Consumer<NodeTrouble> troubles;
  private final Merge merge;
  private final List<Tap> taps = new ArrayList<>();

  /**
   * @param troubles gets what keeps a log from being read, called by many threads; the others go on
   */
  public Logs(List<Source> sources, Patience patience, Consumer<NodeTrouble> troubles) {
    this.sources = sources;
    this.patience = patience;
    this.troubles = troubles;
    this.merge = new Merge(sources.size(), patience, this::giveUp);
    for (int i = 0; i < sources.size(); i++) {
      taps.add(new Tap(sources.get(i), i, merge, patience.most()));
    }
    for (int i = 0; i < sources.size(); i++) {
      int feed = i;
      Thread.ofPlatform().daemon().start(() -> run(feed));
    }
  }

  /** A line, and of which of the logs it is. */
  public record Line(int source, LogLine line) {}

  /**
   * @return empty at the end of all
   * @throws NodeTrouble.Cancelled if the thread is interrupted
   */
  public Optional<Line> next() {
    try {
      return merge.next().map(n -> new Line(n.feed(), n.line()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeTrouble.Cancelled("the nodes");
    }
  }

  private void run(int feed) {
    try {
      taps.get(feed).run();
    } catch (NodeTrouble e) {
      if (!taps.get(feed).isClosed()) {
        troubles.accept(e);
      }
    } catch (RuntimeException | Error e) {
      troubles.accept(new NodeTrouble.Broken(sources.get(feed).node(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      merge.end(feed);
    }
  }

  private void giveUp(int feed) {
    Source source = sources.get(feed);
    Thread.ofPlatform().daemon().start(taps.get(feed)::close);
    troubles.accept(
        new NodeTrouble.StepFailed(
            source.node(),
            "the log of "
                + source.what()
                + " does not end: it was waited for, up to "
                + patience.silence().toSeconds()
                + " s for a line",
            "say -f to wait for what it says, or read less of it: -n, --since"));
  }

  /** Ends what still prints on nodes. */
  @Override
  public void close() {
    taps.forEach(Tap::close);
    for (int i = 0; i < taps.size(); i++) {
      merge.end(i);
    }
  }
}
