package dev.flocker.cli.ssh;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.Session;

/** A node over SSH: one connection, a channel for each script. */
final class SshShell implements Shell {

  private final SSHClient client;

  SshShell(SSHClient client) {
    this.client = client;
  }

  @Override
  public Running start(String script) throws IOException {
    Session session = client.startSession();
    Session.Command command = session.exec(Quote.script(script));
    // sshj's own close drops what the other end has no room for yet; this one flushes first.
    OutputStream input = new BufferedOutputStream(command.getOutputStream());
    return new Running() {
      @Override
      public OutputStream input() {
        return input;
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
        return exit == null ? -1 : exit;
      }

      @Override
      public void close() {
        try {
          session.close();
        } catch (ConnectionException | net.schmizz.sshj.transport.TransportException gone) {
          // The connection is gone, and the channel with it.
        }
      }
    };
  }

  @Override
  public boolean alive() {
    return client.isConnected();
  }

  @Override
  public void close() {
    try {
      client.getTransport().setTimeoutMs((int) TimeUnit.SECONDS.toMillis(1));
      client.disconnect();
    } catch (IOException gone) {
      // That was the aim.
    }
  }

  /** A stuck write holds locks that an orderly end waits for; without its socket it fails. */
  @Override
  public void cut() {
    try {
      Socket socket = client.getSocket();
      if (socket != null) { // it is closed already
        socket.close();
      }
    } catch (IOException gone) {
      // That was the aim.
    }
    close();
  }
}
