package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Outgoing;
import dev.flocker.api.node.Version;
import dev.flocker.cli.session.Launch;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an owner has, as streams that end on this machine. The owner stays open. */
public record Export(Side owner) {

  /**
   * Takes snapshots of volumes that are one state.
   *
   * @param set at least one, all on one node
   */
  public static List<Version> snapshots(List<Export> set, String label) {
    List<Side> others = set.stream().skip(1).map(Export::owner).toList();
    return set.getFirst().owner.snapshots(others, label);
  }

  public List<Version> versions() {
    return copy().versions();
  }

  private Copy copy() {
    return owner.requireCopy();
  }

  /**
   * How a version goes to a receiver that is like its owner's node: encrypted data as it is on the
   * disk.
   */
  public Outgoing outgoing(Optional<Version> base, Version version) {
    return owner.outgoing(base, List.of(version), owner.features());
  }

  /**
   * The command that writes the stream of a version; it changes nothing.
   *
   * @param how as {@link #outgoing} says
   */
  public List<String> command(Optional<Version> base, Version version, Outgoing how) {
    return owner.send(base, version, Set.copyOf(how.features()));
  }

  /**
   * What such a command writes, as it comes. Its end is a {@code NodeTrouble} if the node could not
   * send all of it.
   */
  public InputStream stream(List<String> command) {
    return new NodeStream(
        owner.node(), command, owner.session().launch(Launch.apart(command, false)));
  }
}
