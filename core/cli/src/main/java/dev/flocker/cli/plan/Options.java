package dev.flocker.cli.plan;

import dev.flocker.cli.model.PlacementRequest;
import dev.flocker.cli.model.Selection;
import java.util.Set;

/**
 * What the user allows.
 *
 * @param allowDestroy whether data that is declared absent may be destroyed
 * @param assumeAbsent nodes that, unseen, are taken to hold no copy of a new volume
 * @param startStopped whether what a person stopped is started again
 * @param placement where the command wants things
 */
public record Options(
    Selection selection,
    boolean allowDestroy,
    Set<String> assumeAbsent,
    boolean startStopped,
    PlacementRequest placement) {

  /** To be checked before nodes are asked. */
  static final Options NONE = new Options(Selection.ALL, false, Set.of(), false);

  /** Of a command that wants what the playbooks say. */
  public Options(
      Selection selection, boolean allowDestroy, Set<String> assumeAbsent, boolean startStopped) {
    this(selection, allowDestroy, assumeAbsent, startStopped, PlacementRequest.NONE);
  }

  /** The same of a command that wants nothing more. */
  public Options asDeclared() {
    return new Options(selection, allowDestroy, assumeAbsent, startStopped);
  }
}
