package dev.flocker.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Quiesceable;
import dev.flocker.node.host.LocalHost;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final Ref SLOW = new Ref("thing", "slow");

  private record Slow() {}

  /** Never well. */
  private static final class Half implements Quiesceable<Slow> {

    private final Duration patience;
    private final Optional<Duration> interval;
    private int looks;
    private final Deque<Instant> starts = new ArrayDeque<>();

    Half(Duration patience, Optional<Duration> interval) {
      this.patience = patience;
      this.interval = interval;
    }

    @Override
    public void quiesce(Ref ref, Slow have, Host host) {}

    @Override
    public void resume(Ref ref, Slow want, Host host) {}

    @Override
    public Health health(Ref ref, Slow want, Host host) {
      looks++;
      return new Health(Health.Status.STARTING, "it yawns");
    }

    @Override
    public Optional<Instant> upSince(Ref ref, Host host) {
      looks++;
      return Optional.of(starts.size() > 1 ? starts.pop() : starts.getFirst());
    }

    @Override
    public Duration patience(Slow want) {
      return patience;
    }

    @Override
    public Optional<Duration> interval(Slow want) {
      return interval;
    }
  }

  /** What is done looks as well as ever, until its supervisor has started it. */
  @Test
  void anEarlierStartIsNotTheOneThatIsMeant() {
    Host host = new LocalHost(Path.of("/"), Map.of(), (file, progress) -> Path.of("/"));
    Half half = new Half(Duration.ofMinutes(1), Optional.empty());
    Instant last = Instant.parse("2026-11-30T05:00:00Z");
    half.starts.addAll(List.of(last, last, last.plusSeconds(1)));
    new Patience(host, text -> text).awaitStart(half, SLOW, new Slow(), last);
    assertThat(half.looks).isEqualTo(3);

    Half never = new Half(Duration.ofMillis(200), Optional.empty());
    never.starts.add(last);
    assertThatThrownBy(
            () -> new Patience(host, text -> text).awaitStart(never, SLOW, new Slow(), last))
        .hasMessageContaining("thing slow is not started again after 200ms")
        .hasMessageContaining("it was last started at 2026-11-30T05:00:00Z");
  }

  private static int looksWithin(Duration patience, Optional<Duration> interval) {
    Host host = new LocalHost(Path.of("/"), Map.of(), (file, progress) -> Path.of("/"));
    Half half = new Half(patience, interval);
    Patience waiting = new Patience(host, text -> text);
    assertThatThrownBy(() -> waiting.await(half, SLOW, new Slow()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("it yawns");
    return half.looks;
  }

  @Test
  void looksAgainAfterItsInterval() {
    Duration patience = Duration.ofMillis(700);
    assertThat(looksWithin(patience, Optional.of(Duration.ofMillis(300)))).isBetween(2, 4);
    assertThat(looksWithin(patience, Optional.empty())).isGreaterThan(4);
  }

  @Test
  void looksOnceMoreAtTheEndHoweverLongTheInterval() {
    long begin = System.nanoTime();
    assertThat(looksWithin(Duration.ofMillis(200), Optional.of(Duration.ofHours(1))))
        .isBetween(2, 3);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
  }
}
