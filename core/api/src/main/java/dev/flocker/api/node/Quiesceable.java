package dev.flocker.api.node;

import dev.flocker.api.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs, and can be stopped for a while.
 *
 * @since 0.1
 */
public interface Quiesceable<S extends Record> {

  /**
   * Stops it, and sees to it that it does not start by itself. Returns when its last process is
   * gone.
   *
   * @param have what it is now
   */
  void quiesce(Ref ref, S have, Host host);

  /**
   * Starts it, and lets it start by itself again as {@code want} says. One that runs stays as it
   * is.
   */
  void resume(Ref ref, S want, Host host);

  /** The same as a person says, who wants it to run again though it is done. */
  default void rerun(Ref ref, S want, Host host) {
    resume(ref, want, host);
  }

  /** Looks once whether it is well. */
  Health health(Ref ref, S want, Host host);

  /** The end of its log, for one that does not become healthy in time; empty if it has none. */
  default String lastWords(Ref ref, Host host) {
    return "";
  }

  /** How long it may take from resume to healthy. */
  Duration patience(S want);

  /** How long to wait from one look to the next; empty for what core does by itself. */
  default Optional<Duration> interval(S want) {
    return Optional.empty();
  }

  /**
   * How long it has to stay up from its start, healthy as it may be, before core takes away what it
   * replaced. None by default.
   */
  default Duration probation(S want) {
    return Duration.ZERO;
  }

  /**
   * When it was last started, by whomever; empty if it does not run. Asked of what is on probation:
   * one that was started meanwhile has not stayed up.
   */
  default Optional<Instant> upSince(Ref ref, Host host) {
    return Optional.empty();
  }

  /**
   * The same, with what it is to be: one that may end, and has ended well, has stayed up as long as
   * it had to.
   */
  default Optional<Instant> upSince(Ref ref, S want, Host host) {
    return upSince(ref, host);
  }

  /**
   * @param detail why it is not healthy, with the end of its log if it failed; empty if it is
   * @since 0.1
   */
  record Health(Status status, String detail) {

    public static final Health GOOD = new Health(Status.HEALTHY, "");

    /**
     * @since 0.1
     */
    public enum Status {
      HEALTHY,
      /** Not yet; ask again. */
      STARTING,
      /** It will not become healthy by waiting. */
      FAILED
    }
  }
}
