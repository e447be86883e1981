package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import dev.flocker.node.wire.Wire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.connection.channel.direct.Signal;

/** A script that runs in a channel of its own. */
final class SshProcess implements Shell.Running {

  /** As a shell says that a command was ended by one. */
  private static final int BY_SIGNAL = 128;

  private static final Duration FOR_EVER = Duration.ofDays(365);

  private static final Map<Signal, Integer> SIGNALS =
      Map.of(Signal.HUP, 1, Signal.INT, 2, Signal.KILL, 9, Signal.PIPE, 13, Signal.TERM, 15);

  private final Session session;
  private final Session.Command command;
  private final OutputStream input;
  private final OutputStream patientInput;

  SshProcess(Session session, Session.Command command) {
    this.session = session;
    this.command = command;
    // sshj's own close drops what the other end has no room for yet; this one flushes first.
    OutputStream to = command.getOutputStream();
    this.input = new BufferedOutputStream(new RoomyStream(session, to, Wire.SILENCE));
    this.patientInput = new BufferedOutputStream(new RoomyStream(session, to, FOR_EVER));
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public OutputStream patientInput() {
    return patientInput;
  }

  @Override
  public InputStream output() {
    return command.getInputStream();
  }

  @Override
  public InputStream errors() {
    return command.getErrorStream();
  }

  @Override
  public int await() throws IOException {
    command.join();
    Integer exit = command.getExitStatus();
    Signal signal = command.getExitSignal();
    if (exit == null && signal != null) {
      return BY_SIGNAL + SIGNALS.getOrDefault(signal, 0);
    }
    return exit == null ? -1 : exit;
  }

  @Override
  public void resize(Launch.Screen screen) {
    try {
      if (session instanceof Session.Shell shell) {
        shell.changeWindowDimensions(screen.columns(), screen.rows(), 0, 0);
      }
    } catch (SSHException gone) {
      // Its streams say so.
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SSHException gone) {
      // The connection is gone, and the channel with it.
    }
  }
}
