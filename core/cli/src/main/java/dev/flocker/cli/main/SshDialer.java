package dev.flocker.cli.main;

import dev.flocker.cli.command.Contact;
import dev.flocker.cli.command.Dialer;
import dev.flocker.cli.command.PluginFolder;
import dev.flocker.cli.inventory.Connection;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.cli.ssh.Become;
import dev.flocker.cli.ssh.Connector;
import dev.flocker.cli.ssh.SshTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens conversations over SSH.
 *
 * @param installation flocker's own directory
 */
public record SshDialer(Path installation, PluginFolder folder) implements Dialer {

  @Override
  public Opened open(List<Contact> nodes, How how) {
    Connector.Opened opened =
        new Connector(installation, folder.jars(), how.check(), how.forks(), how.notes())
            .open(nodes.stream().map(SshDialer::target).toList());
    Map<String, NodeSession> sessions = new LinkedHashMap<>();
    opened.sessions().forEach(s -> sessions.put(s.node(), s));
    Map<String, NodeTrouble> troubles = new LinkedHashMap<>();
    opened.troubles().forEach(t -> troubles.put(t.node(), t));
    return new Opened(sessions, troubles);
  }

  public static SshTarget target(Contact contact) {
    Connection c = contact.connection();
    Map<String, String> own = contact.node().variables();
    return new SshTarget(
        c.node(),
        c.address(),
        options(c),
        c.local(),
        Optional.ofNullable(own.get("flocker_address")),
        c.become() ? Optional.of(new Become(c.becomeUser(), c.becomePassword())) : Optional.empty(),
        Optional.ofNullable(own.get("flocker_java")),
        Optional.ofNullable(own.get("flocker_home")),
        own);
  }

  /** For OpenSSH's client: it resolves them together with the user's own configuration. */
  private static List<String> options(Connection c) {
    List<String> options = new ArrayList<>(c.sshArguments());
    c.user().ifPresent(user -> options.addAll(List.of("-l", user)));
    c.port().ifPresent(port -> options.addAll(List.of("-p", port.toString())));
    c.privateKeyFile().ifPresent(file -> options.addAll(List.of("-i", file)));
    return options;
  }
}
