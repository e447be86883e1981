package dev.flocker.cli.command.keep;

import dev.flocker.api.Ref;
import dev.flocker.cli.backup.Backup;
import dev.flocker.cli.backup.Manifest;
import dev.flocker.cli.backup.Restoring;
import dev.flocker.cli.backup.Stores;
import dev.flocker.cli.command.App;
import dev.flocker.cli.command.Look;
import dev.flocker.cli.command.NodeOptions;
import dev.flocker.cli.command.WrongInput;
import dev.flocker.cli.move.Import;
import dev.flocker.cli.move.Side;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    description = {
      "Bring volumes back from a backup, onto a node that owns them from then on: the next",
      "run of their playbook takes them as they are. Nothing is overwritten: a volume that",
      "some node has still is restored by another name, --as.",
      "",
      "All that is needed is read and compared with what was written before a node is",
      "contacted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  flocker volume restore -i hosts.yml shop/pgdata --from /srv/backups",
      "  flocker volume restore -i hosts.yml shop/pgdata shop/wal --on n2 \\",
      "      --from ssh://me@nas/srv/backups --snapshot 20261130T120000-1a2b",
      "  flocker volume restore -i hosts.yml shop/pgdata --as shop/pgdata-old \\",
      "      --from /srv/backups"
    })
public final class VolumeRestore implements Callable<Integer> {
  private final App app;

  @Mixin private final NodeOptions nodes = new NodeOptions();

  @Parameters(
      paramLabel = "PROJECT/NAME",
      arity = "1..*",
      description = {
        "The volume. Several are restored as they were at one instant, and open only",
        "when all are there."
      })
  private List<String> volumes = new ArrayList<>();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TARGET",
      description = "A folder, ssh://USER@HOST/PATH, or restic:REPOSITORY.")
  private String from = "";

  @Option(names = "--as", paramLabel = "PROJECT/NAME", description = "What to call it here.")
  private @Nullable String as;

  @Option(
      names = "--on",
      paramLabel = "NODE",
      description = "Where (default: the node that the backup was taken on).")
  private @Nullable String on;

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = {"Which backup (default: the newest): flocker volume backups shows them."})
  private @Nullable String snapshot;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description = "The secret key for what age encrypted. gpg knows its own.")
  private @Nullable String identity;

  @Option(
      names = "--assume-absent",
      paramLabel = "NODE",
      description = {
        "Take a node that cannot be reached to have no such volume. May be given several",
        "times."
      })
  private List<String> assumeAbsent = new ArrayList<>();

  public VolumeRestore(App app) {
    this.app = app;
  }

  @Override
  public Integer call() {
    volumes.forEach(Volumes::project);
    if (as != null) {
      Named.parse(as);
      if (volumes.size() > 1) {
        throw new WrongInput("--as " + as + " is one name for several", "restore one at a time");
      }
    }
    List<Restoring> all = chosen();
    all.forEach(Restoring::check);
    try (Look look = Look.at(app, nodes, true, all.stream().map(this::node).toList())) {
      try {
        restore(all, look);
      } catch (NodeTrouble e) {
        look.ended(e);
      }
      return look.exit().code();
    }
  }

  /** What is to be restored, of one instant if that is several. */
  private List<Restoring> chosen() {
    List<Manifest> shelves = shelves();
    String id =
        shelves.getFirst().backups().reversed().stream()
            .map(Backup::id)
            .filter(i -> snapshot == null || snapshot.equals(i))
            .filter(i -> shelves.stream().allMatch(s -> s.isWhole(i)))
            .findFirst()
            .orElseThrow(
                () ->
                    nothing(
                        snapshot == null
                            ? "no backup there is whole, of all that is named at one instant"
                            : "there is no backup " + snapshot + " of all that is named"));
    List<Restoring> all =
        shelves.stream().map(s -> new Restoring(s, s.find(id).orElseThrow(), key())).toList();
    if (identity == null && all.stream().anyMatch(Restoring::needsIdentity)) {
      throw new WrongInput("age encrypted it", "give the secret key: --identity FILE");
    }
    return all;
  }

  private List<Manifest> shelves() {
    try {
      List<Manifest> shelves = Manifest.of(Stores.of(from), volumes.stream().distinct().toList());
      for (Manifest manifest : shelves) {
        if (manifest.backups().isEmpty()) {
          throw nothing("there is no backup of " + manifest.volume() + " in " + Stores.shown(from));
        }
      }
      return shelves;
    } catch (IllegalArgumentException e) {
      throw new WrongInput(String.valueOf(e.getMessage()));
    }
  }

  private WrongInput nothing(String why) {
    return new WrongInput(
        why, "flocker volume backups --in " + Stores.shown(from) + " shows what there is");
  }

  private Optional<String> key() {
    String home = app.environment().getOrDefault("HOME", "");
    return Optional.ofNullable(identity)
        .map(file -> file.startsWith("~/") ? home + file.substring(1) : file);
  }

  private void restore(List<Restoring> all, Look look) {
    look.lock();
    Sights sights = look.everything();
    Map<Restoring, Import> imports = new LinkedHashMap<>();
    all.forEach(one -> imports.put(one, target(one, look, sights)));
    long besides = 0;
    for (Map.Entry<Restoring, Import> e : imports.entrySet()) {
      besides += e.getKey().begin(e.getValue(), besides);
    }
    Restoring.receive(imports);
    imports.forEach(Restoring::own);
    imports.values().forEach(Import::open);
    imports.forEach(this::say);
  }

  private Import target(Restoring one, Look look, Sights sights) {
    Backup backup = one.backup();
    String name = as == null ? one.manifest().volume() : as;
    String project = Volumes.project(name);
    Ref ref = new Ref(backup.type(), name.substring(project.length() + 1));
    String node = node(one);
    if (!isKnown(backup, look.types())) {
      throw new NodeTrouble.StepFailed(
          node,
          "no plugin brings " + backup.type() + "/" + backup.provider() + ", as the backup needs",
          "name the plugin's folder: --plugins DIR");
    }
    requireAbsent(ref, project, look, sights);
    NodeSession session = look.opened().sessions().get(node);
    if (session == null) {
      throw Objects.requireNonNull(look.troubles().get(node));
    }
    return new Import(new Side(session, backup.provider(), project, ref));
  }

  private static boolean isKnown(Backup backup, Types types) {
    return types.provider(backup.type(), backup.provider()).isPresent()
        && types.type(backup.type()).movable();
  }

  private String node(Restoring one) {
    return on == null ? one.backup().node() : on;
  }

  /** Also a node that is not seen may own it. */
  private void requireAbsent(Ref ref, String project, Look look, Sights sights) {
    List<String> having = sights.of(ref, project).stream().map(s -> s.node()).distinct().toList();
    if (!having.isEmpty()) {
      throw new NodeTrouble.StepFailed(
          String.join(", ", having),
          project + "/" + ref.name() + " is there, and is not overwritten",
          "restore it by another name: --as " + project + "/" + ref.name() + "-restored");
    }
    Set<String> unseen = new TreeSet<>(look.troubles().keySet());
    sights.blind().keySet().stream()
        .filter(w -> w.type().equals(ref.type()))
        .forEach(w -> unseen.add(w.node()));
    unseen.removeAll(new LinkedHashSet<>(assumeAbsent));
    if (!unseen.isEmpty()) {
      throw new NodeTrouble.StepFailed(
          String.join(", ", unseen),
          "it could not be seen, and may have " + project + "/" + ref.name(),
          "bring it back, or say --assume-absent for each that does not have it");
    }
  }

  private void say(Restoring one, Import to) {
    String name = to.side().project() + "/" + to.side().ref().name();
    app.console()
        .out(name + ": as it was at " + one.backup().id() + ", owned by " + to.side().node());
    String[] of = one.manifest().volume().split("/", 2);
    one.backup().others(of[0], of[1]).stream()
        .filter(other -> !volumes.contains(other))
        .forEach(
            other ->
                app.console()
                    .err(other + " was one state with it, and is not restored unless you name it"));
  }
}
