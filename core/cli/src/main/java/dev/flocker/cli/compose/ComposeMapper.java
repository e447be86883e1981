package dev.flocker.cli.compose;

import dev.flocker.api.schema.Nearest;
import dev.flocker.api.value.Tree;
import dev.flocker.cli.yaml.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns an application into resources: a container for each service that runs, and its links. */
final class ComposeMapper {

  private static final Set<String> TOP =
      Set.of("version", "name", "services", "volumes", "networks", "secrets", "configs");

  private final Translation t;
  private final Placement placement;
  private final Remarks remarks;
  private final Dependencies dependencies;

  ComposeMapper(Translation translation, Placement placement) {
    this.t = translation;
    this.placement = placement;
    this.remarks = translation.remarks();
    this.dependencies = new Dependencies(translation);
  }

  List<Tree> resources() {
    top();
    List<Tree> resources = new ArrayList<>();
    Mounts mounts = new Mounts(t);
    Ports ports = new Ports(t);
    Reach reach = new Reach(t);
    mounts.volumes();
    reach.check();
    for (String service : t.running()) {
      resources.add(container(service, t.service(service), mounts, ports));
    }
    resources.addAll(reach.links());
    return resources;
  }

  private void top() {
    String project = t.application().environment().get("COMPOSE_PROJECT_NAME");
    t.application()
        .model()
        .entry("name")
        .filter(e -> !Trees.text(e.value()).equals(project))
        .ifPresent(
            e -> remarks.notTaken(e.place(), "Compose file", "name", "the project is " + project));
    for (Tree.Entry e : t.application().model().entries()) {
      if (!TOP.contains(e.key()) && !e.key().startsWith("x-")) {
        remarks.problem(
            e.place(),
            "Compose file",
            "has no key \"" + e.key() + "\"",
            e.key().equals("models")
                ? "flocker runs containers alone"
                : Nearest.remedy(e.key(), TOP));
      }
    }
  }

  private Tree container(String service, Tree.Mapping of, Mounts mounts, Ports ports) {
    String subject = "service " + service;
    Draft draft = new Draft(of.place());
    draft.put("name", of.place(), Trees.scalar(of.place(), t.names().of(service)));
    Optional<Tree> on = Optional.ofNullable(placement.named().get(service)).or(placement::rest);
    on.ifPresent(where -> draft.put("on", where.place(), where));
    new Images(remarks).into(draft, subject, of);
    new Builds(t).into(draft, subject, of);
    // Which network it has decides what else can be said of it.
    of.entry("network_mode").ifPresent(e -> key(draft, subject, "network_mode", e));
    keys(draft, subject, "", Trees.without(of, "network_mode"));
    new Variables(t).into(draft, subject, of);
    dependencies.into(draft, service, of);
    new Restarts(remarks).into(draft, subject, of);
    new Replicas(remarks).check(subject, of, on);
    ports.into(draft, service, of);
    mounts.into(draft, service);
    new SecretFiles(t).into(draft, service, of);
    aliases(draft, service, of);
    return new Tree.Mapping(
        of.place(), List.of(new Tree.Entry(of.place(), "container", draft.mapping())));
  }

  /** Further names of a service, where containers have them. */
  private void aliases(Draft draft, String service, Tree.Mapping of) {
    Set<String> names = new HashSet<>(Set.of(t.names().of(service)));
    List<Tree> written = new ArrayList<>(of.get("container_name").stream().toList());
    for (Tree.Entry network : of.get("networks").map(Trees::entries).orElse(List.of())) {
      if (network.value() instanceof Tree.Mapping m) {
        written.addAll(m.get("aliases").map(Trees::items).orElse(List.of()));
      }
    }
    for (Tree alias : written) {
      if (t.vocabulary().has("aliases") && names.add(Trees.text(alias))) {
        draft.add("aliases", alias);
      }
    }
  }

  /**
   * @param path of the mapping that the keys stand in, with a dot after it; empty for the service
   */
  private void keys(Draft draft, String subject, String path, Tree.Mapping of) {
    of.entries().stream()
        .filter(e -> !e.key().startsWith("x-"))
        .forEach(e -> key(draft, subject, path + e.key(), e));
  }

  private void key(Draft draft, String subject, String key, Tree.Entry e) {
    switch (ServiceKeys.of(key)) {
      case Fate.Taken taken -> taken(draft, subject, key, e, taken);
      case Fate.Left left -> remarks.notTaken(e.place(), subject, key, left.why());
      case Fate.Handled handled -> {}
      case Fate.Meaningless meaningless -> {}
      case null -> {
        if (ServiceKeys.hasBelow(key) && e.value() instanceof Tree.Mapping below) {
          keys(draft, subject, key + ".", below);
        } else {
          unknown(subject, key, e);
        }
      }
    }
  }

  private void unknown(String subject, String key, Tree.Entry e) {
    if (key.equals(e.key())) {
      remarks.problem(
          e.place(),
          subject,
          "Compose has no key \"" + e.key() + "\"",
          Nearest.remedy(e.key(), ServiceKeys.names()));
    } else {
      remarks.notTaken(e.place(), subject, key, "it is not known here");
    }
  }

  private static boolean isEmpty(Tree tree) {
    return switch (tree) {
      case Tree.Scalar s -> Trees.text(s).isEmpty();
      case Tree.Sequence s -> s.items().isEmpty();
      case Tree.Mapping m -> m.entries().isEmpty();
    };
  }

  private void taken(Draft draft, String subject, String key, Tree.Entry e, Fate.Taken taken) {
    if (!t.vocabulary().has(taken.key())) {
      remarks.notTaken(e.place(), subject, key, "a container has no key for it");
      return;
    }
    if (key.equals("hostname") && draft.has("network")) {
      remarks.notTaken(e.place(), subject, key, "its network is not its own");
      return;
    }
    if (key.equals("platform") && draft.has("build")) {
      remarks.notTaken(e.place(), subject, key, "an image is built for the node that builds it");
      return;
    }
    Complaint complaint = new Complaint(remarks, subject + ": " + key);
    Tree made = taken.how().of(e.value(), complaint);
    if (made != null && isEmpty(made)) {
      if (key.equals("entrypoint")) {
        remarks.notTaken(e.place(), subject, key, "an empty one stands for the image's");
      }
    } else if (made != null) {
      Tree fitted =
          t.vocabulary()
              .fitted(
                  taken.key(),
                  made,
                  (left, below) ->
                      remarks.notTaken(
                          left.place(), subject, below, "a container has no key for it"));
      draft.put(taken.key(), e.place(), fitted);
    }
  }
}
