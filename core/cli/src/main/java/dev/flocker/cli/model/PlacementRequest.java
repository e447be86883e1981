package dev.flocker.cli.model;

import dev.flocker.api.Ref;
import java.util.Optional;

/**
 * What a command wants besides what the playbooks say.
 *
 * @param drain a node that is to have nothing any more; empty for none
 * @param move something that is to go to another of its candidates; empty for none
 */
public record PlacementRequest(Optional<String> drain, Optional<Move> move) {

  public static final PlacementRequest NONE =
      new PlacementRequest(Optional.empty(), Optional.empty());

  /**
   * A move of one thing.
   *
   * @param name its own, or {@code PROJECT/NAME}
   * @param to a node
   */
  public record Move(String name, String to) {

    public boolean isOf(String project, Ref ref) {
      return name.equals(ref.name()) || name.equals(project + "/" + ref.name());
    }
  }

  /** Where something is to go. */
  public Optional<String> to(String project, Ref ref) {
    return move.filter(m -> m.isOf(project, ref)).map(Move::to);
  }
}
