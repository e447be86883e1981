package dev.flocker.docker;

import dev.flocker.api.Ref;
import dev.flocker.api.node.Command;
import dev.flocker.api.node.Failure;
import dev.flocker.api.node.Host;
import dev.flocker.api.node.Observed;
import dev.flocker.api.node.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the containers of a node, in two commands however many there are, and one more for each
 * that has files. Another says what became of an image's name, if one of them was made from an
 * image that has it no more.
 */
final class Observation {

  /**
   * Where Docker itself looks for what the kernel can limit; not there with version 1 of cgroups.
   */
  private static final Path CONTROLLERS = Path.of("/sys/fs/cgroup/cgroup.controllers");

  private final Host host;

  Observation(Host host) {
    this.host = host;
  }

  List<Observed<ContainerState>> of(Scope scope) {
    return glance(scope).seen();
  }

  Glance glance(Scope scope) {
    List<Own> listed = Own.parse(run(DockerCommands.list()).output());
    Map<Ref, List<Own>> found = new TreeMap<>();
    for (Own own : listed) {
      refOf(own, scope)
          .ifPresent(ref -> found.computeIfAbsent(ref, r -> new ArrayList<>()).add(own));
    }
    found.entrySet().removeIf(e -> isMissing(e.getKey(), e.getValue(), scope));
    Map<Ref, Own> outside = Adopted.outside(listed, scope, host);
    outside.entrySet().removeIf(e -> isTaken(found.get(e.getKey()), e.getValue()));
    outside.forEach((ref, own) -> found.put(ref, List.of(own)));
    if (found.isEmpty()) {
      return Glance.NONE;
    }
    List<Own> standing = found.values().stream().map(Observation::standing).toList();
    Map<String, Inspection> inspections = inspect(standing.stream().map(Own::id).toList());
    Map<String, String> images = renamed(standing, inspections) ? images() : Map.of();
    boolean limits = limits();
    Joined joined = new Joined(listed, inspections);
    List<Observed<ContainerState>> observed = new ArrayList<>();
    found.forEach(
        (ref, all) -> {
          Inspection inspection = inspections.get(standing(all).id());
          if (inspection != null) {
            boolean from = outside.containsKey(ref);
            observed.add(observed(ref, all, inspection, images, limits, joined, from));
          }
        });
    return new Glance(observed, inspections.values());
  }

  /** What a container is, if that is within the scope. */
  private static Optional<Ref> refOf(Own own, Scope scope) {
    boolean inScope =
        !own.project().isEmpty()
            && (scope.project().isEmpty() || scope.project().equals(own.project()));
    if (inScope && own.resource().startsWith(ContainerType.NAME + " ")) {
      Ref ref = Ref.parse(own.resource());
      boolean stands = own.isOf(ref) && !own.name().equals(ref.name() + Own.SEED);
      return stands ? Optional.of(ref) : Optional.empty();
    }
    Ref occupied = new Ref(ContainerType.NAME, own.name());
    return scope.wanted().contains(occupied) ? Optional.of(occupied) : Optional.empty();
  }

  /** Whether something else stands where one from outside is to be. */
  private static boolean isTaken(@Nullable List<Own> found, Own outside) {
    return found != null && !found.equals(List.of(outside));
  }

  /**
   * A run that died may have left a replacement, and somebody removed what it was to replace: that
   * is made anew, which clears the replacement away. What nobody wants any more is seen, so that it
   * is removed.
   */
  private static boolean isMissing(Ref ref, List<Own> all, Scope scope) {
    return scope.wanted().contains(ref)
        && all.stream().allMatch(o -> o.name().equals(ref.name() + Own.NEXT));
  }

  /** The shortest name is the resource's own; a run that died may have left others alone. */
  private static Own standing(List<Own> all) {
    return all.stream()
        .filter(o -> !o.name().endsWith(Own.OLD) && !o.name().endsWith(Own.NEXT))
        .findFirst()
        .or(() -> all.stream().filter(o -> o.name().endsWith(Own.OLD)).findFirst())
        .orElse(all.getFirst());
  }

  private static Observed<ContainerState> observedOf(
      Ref ref, Own own, ContainerState state, Inspection inspection) {
    boolean stands = own.name().equals(ref.name()) || state.outside().isPresent();
    return new Observed<>(
        ref,
        Optional.of(own.project()).filter(p -> !p.isEmpty()),
        state,
        stands && inspection.running(),
        inspection.version(),
        Optional.empty());
  }

  private Observed<ContainerState> observed(
      Ref ref,
      List<Own> all,
      Inspection inspection,
      Map<String, String> images,
      boolean limits,
      Joined joined,
      boolean outside) {
    List<String> leftovers =
        all.stream().map(Own::name).filter(n -> !n.equals(ref.name())).sorted().toList();
    ContainerState state =
        inspection.state(images, limits, outside ? List.of() : leftovers, outside, host);
    return observedOf(ref, standing(all), joined.named(state, inspection), inspection);
  }

  /** One that went away meanwhile is left out. */
  private Map<String, Inspection> inspect(List<String> ids) {
    Command command = Command.of(DockerCommands.inspect(ids)).allowing(0, 1);
    Command.Result result = host.run(command);
    boolean gone = result.errors().lines().allMatch(l -> l.contains("No such container"));
    if (result.exit() != 0 && !gone) {
      throw new Failure("docker inspect", result.errors().strip(), "");
    }
    Map<String, Inspection> found = new LinkedHashMap<>();
    Inspection.parse(result.output()).forEach(i -> found.put(i.id(), i));
    return found;
  }

  /** Whether the name of an image that one was made from means no image now, or another. */
  private static boolean renamed(List<Own> standing, Map<String, Inspection> inspections) {
    Map<String, String> now = new LinkedHashMap<>();
    standing.forEach(own -> now.put(own.id(), own.image()));
    return inspections.values().stream().anyMatch(i -> !i.madeFrom().equals(now.get(i.id())));
  }

  private boolean limits() {
    return host.read(CONTROLLERS)
        .map(text -> List.of(text.strip().split(" ")).containsAll(List.of("memory", "cpu")))
        .orElseGet(() -> run(DockerCommands.limits()).output().strip().equals("true true"));
  }

  private Map<String, String> images() {
    Map<String, String> images = new LinkedHashMap<>();
    run(ImageCommands.images())
        .output()
        .lines()
        .map(l -> l.split("\t", 2))
        .forEach(p -> images.put(p[0], p[1]));
    return images;
  }

  private Command.Result run(List<String> argv) {
    return host.run(Command.of(argv));
  }
}
