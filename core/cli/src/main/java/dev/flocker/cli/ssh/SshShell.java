package dev.flocker.cli.ssh;

import dev.flocker.cli.session.Launch;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.PTYMode;
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
    return new SshProcess(session, session.exec(Quote.script(script)));
  }

  @Override
  public Running start(String script, Launch.Screen screen) throws IOException {
    Session session = client.startSession();
    session.allocatePTY(
        screen.type(), screen.columns(), screen.rows(), 0, 0, Map.of(PTYMode.ECHO, 0));
    return new SshProcess(session, session.exec(Quote.script(script)));
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
