package dev.flocker.cli.plan;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Describable.Description;
import java.util.Optional;

/**
 * A resource as one node shows it.
 *
 * @param project empty for what is not flocker's
 * @param stopped by whom, if a person or its playbook has stopped it; if a person has, its state is
 *     what it was before
 * @param started by whom, if a person has started it that its playbook wanted stopped
 * @param now how it is at the moment, as far as the look was so close
 */
public record Sight(
    Ref ref,
    String node,
    String provider,
    Optional<String> project,
    Record state,
    boolean running,
    String version,
    Optional<Copy> copy,
    Optional<Stopped> stopped,
    Optional<Started> started,
    Description now) {

  /**
   * That something was stopped.
   *
   * @param by such as {@code ann@laptop}
   * @param since as the node's clock had it, in ISO 8601
   * @param declared whether its playbook wants it so; else it is that person's wish
   */
  public record Stopped(String by, String since, boolean declared) {}

  /**
   * That a person started something.
   *
   * @param by such as {@code ann@laptop}
   * @param since as the node's clock had it, in ISO 8601
   */
  public record Started(String by, String since) {}

  /** What nobody stopped. */
  public Sight(
      Ref ref,
      String node,
      String provider,
      Optional<String> project,
      Record state,
      boolean running,
      String version,
      Optional<Copy> copy) {
    this(
        ref,
        node,
        provider,
        project,
        state,
        running,
        version,
        copy,
        Optional.empty(),
        Optional.empty(),
        Description.NONE);
  }

  /** The same in another state, and of whatever version. */
  public Sight showing(Record other) {
    return new Sight(ref, node, provider, project, other, running, "", copy);
  }

  /** Whether a person stopped it, and nothing else wants it so. */
  public boolean stoppedByHand() {
    return stopped.filter(s -> !s.declared()).isPresent();
  }

  /** Whether it is down because its playbook wants it so. */
  public boolean rests() {
    return stopped.filter(Stopped::declared).isPresent();
  }

  boolean of(String name) {
    return project.equals(Optional.of(name));
  }
}
