package dev.flocker.cli.move;

import dev.flocker.api.node.Copy;
import dev.flocker.api.node.Movable;
import dev.flocker.api.node.Outgoing;
import dev.flocker.cli.session.Launch;
import dev.flocker.cli.session.Launched;
import dev.flocker.node.host.Drain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a node the owner of what streams from elsewhere bring, where nobody has it. Until it is
 * recorded nothing is open there, and it does not have its name.
 */
public record Import(Side side) {

  /** Sees to it that the node can take what comes, and has nothing of that name. */
  public void begin(Outgoing coming, long besides) {
    if (side.copy().isPresent()) {
      throw side.trouble("it has a copy of " + side.ref() + " already", "restore it as another");
    }
    side.requireReceivable(coming, besides);
    side.expect();
  }

  /**
   * Receives one stream, each upon the one before.
   *
   * @throws IOException if the stream itself cannot be read
   */
  public void receive(InputStream stream) throws IOException {
    Set<String> features = side.features();
    features.remove(Movable.RESUMABLE); // what was cut short begins anew
    List<String> argv = side.receive(features);
    try (Launched program = side.session().launch(Launch.apart(argv, true))) {
      Drain.of(program.output());
      Drain errors = Drain.of(program.errors());
      Optional<IOException> broken = feed(stream, program);
      NodeStream.requireEnded(side.node(), argv, program.await(), errors);
      if (broken.isPresent()) {
        throw NodeStream.lost(side.node(), broken.get());
      }
    }
  }

  /**
   * @return why it does not read on; its exit code says it better
   */
  private static Optional<IOException> feed(InputStream stream, Launched program)
      throws IOException {
    byte[] some = new byte[1 << 16];
    OutputStream to = program.input();
    for (int read = stream.read(some); read >= 0; read = stream.read(some)) {
      try {
        to.write(some, 0, read);
      } catch (IOException e) {
        return Optional.of(e);
      }
    }
    try {
      to.close();
    } catch (IOException ended) {
      // It may end by itself once it has all; its exit code says whether it had.
    }
    return Optional.empty();
  }

  /** It is a volume of its own from here on, whatever became of the one that it was taken from. */
  public void own(Map<String, String> properties) {
    side.record(Optional.empty(), Copy.fresh());
    side.adapt(properties);
  }

  /** What is encrypted needs its key for that; it is owned already, and a run opens it later. */
  public void open() {
    side.requireOpenable();
    side.open();
  }

  /** Throws away what came, if it is not owned yet. */
  public void clear() {
    side.expect();
  }
}
