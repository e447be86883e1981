package dev.flocker.cli.plan;

import dev.flocker.api.Declared;
import dev.flocker.api.Ref;
import dev.flocker.api.Relation.Kind;
import dev.flocker.api.ResourceType;
import dev.flocker.api.node.Copy;
import dev.flocker.cli.model.Item;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.session.Drained;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What runs outside of flocker on some node, and is to become what a project declares. Pure.
 *
 * <p>A plan takes it for the project's own, on that node and with the volumes that its data is
 * copied to: from there it is replaced, or moved, like anything else.
 */
public final class Adoptions {

  private final Project project;
  private final Types types;
  private final Sights sights;
  private final List<Adoption> found = new ArrayList<>();
  private final Map<Ref, Plan.Refusal> lost = new LinkedHashMap<>();

  /**
   * One of them.
   *
   * @param sight as its node shows it
   * @param name by which the node knows it
   * @param adopting what it shows there once its data is copied
   */
  public record Adoption(Sight sight, String name, Record adopting) {

    public Ref ref() {
      return sight.ref();
    }

    String note() {
      return ref() + ": takes over what runs on " + sight.node() + " as " + name;
    }
  }

  private Adoptions(Project project, Types types, Sights sights) {
    this.project = project;
    this.types = types;
    this.sights = sights;
  }

  public static Adoptions of(Project project, Types types, Sights sights) {
    Adoptions adoptions = new Adoptions(project, types, sights);
    if (!names(project, types).isEmpty()) {
      adoptions.find();
    }
    return adoptions;
  }

  /** What a project takes over, by the names that it gives. */
  public static Map<Ref, String> names(Project project, Types types) {
    Map<Ref, String> names = new LinkedHashMap<>();
    for (Item item : project.items()) {
      Declared<Record> declared = Types.untyped(item.declared());
      if (!item.absent()) {
        types
            .type(declared.ref().type())
            .adopts(declared.spec())
            .ifPresent(name -> names.put(declared.ref(), name));
      }
    }
    return names;
  }

  private void find() {
    Map<Ref, Sight> outside = new LinkedHashMap<>();
    names(project, types)
        .forEach(
            (ref, name) -> {
              List<Sight> there = outside(ref);
              if (there.size() > 1) {
                lost.put(ref, twice(name, there));
              } else if (!there.isEmpty()) {
                outside.put(ref, there.getFirst());
              } else if (isNowhere(ref)) {
                lost.put(ref, nowhere(name));
              }
            });
    Model model = Planner.preliminary(inPlace(outside), types);
    outside.forEach(
        (ref, sight) ->
            model.entry(ref).ifPresent(entry -> found.add(adoption(entry, sight, model))));
  }

  private List<Sight> outside(Ref ref) {
    return sights.sights().stream()
        .filter(s -> s.ref().equals(ref) && s.project().isEmpty() && name(s).isPresent())
        .toList();
  }

  private Optional<String> name(Sight sight) {
    return types.type(sight.ref().type()).outside(sight.state());
  }

  private Adoption adoption(Entry entry, Sight sight, Model model) {
    ResourceType<Record, Record> type = types.type(entry.ref().type());
    Record want = type.desired(entry.declared(), sight.node(), model);
    Record adopting = type.adopting(want, sight.state());
    return new Adoption(sight, name(sight).orElseThrow(), adopting);
  }

  /** Neither it nor any of its data was ever made: it must not begin empty. */
  private boolean isNowhere(Ref ref) {
    Model model = Planner.preliminary(project, types);
    return sights.of(ref, project.name()).isEmpty()
        && model.entry(ref).stream()
            .flatMap(e -> model.relations(e).stream())
            .filter(r -> r.kind() == Kind.USES)
            .allMatch(r -> sights.of(r.to(), project.name()).isEmpty());
  }

  private static Plan.Refusal twice(String name, List<Sight> there) {
    String nodes = String.join(" and ", there.stream().map(Sight::node).toList());
    return new Plan.Refusal(
        "",
        "it is to take over " + name + ", which " + nodes + " say they have",
        "write more of it");
  }

  private static Plan.Refusal nowhere(String name) {
    return new Plan.Refusal(
        "",
        "it is to take over " + name + ", which no node that was asked has",
        "see what there is: flocker adopt --node NODE; without \"adopt\" it begins anew");
  }

  /** Those that a plan would stop where they were found, to start something else. */
  public List<Adoption> due(Plan plan) {
    return found.stream().filter(a -> plan.changes().stream().anyMatch(c -> stops(c, a))).toList();
  }

  private static boolean stops(Change change, Adoption adoption) {
    return change.ref().equals(adoption.ref())
        && change.node().equals(adoption.sight().node())
        && (change.verb() == Change.Verb.REPLACE || change.verb() == Change.Verb.REMOVE);
  }

  /** What is to be taken over, and is nowhere. */
  Map<Ref, Plan.Refusal> lost() {
    return lost;
  }

  List<String> notes() {
    return found.stream().map(Adoption::note).toList();
  }

  /** The project, if everything stayed where it was found. */
  public Project inPlace() {
    Map<Ref, Sight> outside = new LinkedHashMap<>();
    found.forEach(a -> outside.put(a.ref(), a.sight()));
    return inPlace(outside);
  }

  private Project inPlace(Map<Ref, Sight> outside) {
    return project.with(project.items().stream().map(i -> inPlace(i, outside)).toList());
  }

  private static Item inPlace(Item item, Map<Ref, Sight> outside) {
    Sight sight = outside.get(item.declared().ref());
    return sight == null ? item : item.on(List.of(sight.node()));
  }

  /**
   * What nodes show, if what was found were the project's already, but without its volumes. It is
   * not to leave yet, wherever it is.
   */
  public Sights owned() {
    return with(List.of(), Map.of());
  }

  /** The same, once all data was copied. */
  Sights copied() {
    Model model = Planner.preliminary(inPlace(), types);
    List<Sight> volumes = new ArrayList<>();
    for (Adoption adoption : found) {
      model.entry(adoption.ref()).stream()
          .flatMap(e -> model.relations(e).stream())
          .filter(r -> r.kind() == Kind.USES && sights.of(r.to(), project.name()).isEmpty())
          .flatMap(r -> model.entry(r.to()).stream())
          .map(entry -> volume(entry, adoption.sight().node(), model))
          .filter(v -> volumes.stream().noneMatch(other -> other.ref().equals(v.ref())))
          .forEach(volumes::add);
    }
    return with(volumes, sights.drained());
  }

  private Sight volume(Entry entry, String node, Model model) {
    Record state = types.type(entry.ref().type()).desired(entry.declared(), node, model);
    String provider = types.accepting(entry.declared()).getFirst().name();
    Copy fresh = Copy.fresh();
    Copy owner =
        new Copy(
            fresh.volume(),
            fresh.generation(),
            fresh.promotion(),
            Copy.Role.OWNER,
            Optional.empty(),
            List.of(),
            List.of(),
            true);
    Optional<String> ours = Optional.of(project.name());
    return new Sight(entry.ref(), node, provider, ours, state, true, "new", Optional.of(owner));
  }

  private Sights with(List<Sight> more, Map<String, Drained> drained) {
    List<Sight> all = new ArrayList<>();
    for (Sight sight : sights.sights()) {
      all.add(
          found.stream()
              .filter(a -> a.sight().equals(sight))
              .findFirst()
              .map(this::owned)
              .orElse(sight));
    }
    all.addAll(more);
    return sights.with(all, drained);
  }

  private Sight owned(Adoption adoption) {
    Sight s = adoption.sight();
    Record state = adoption.adopting();
    Optional<String> ours = Optional.of(project.name());
    return new Sight(
        s.ref(), s.node(), s.provider(), ours, state, s.running(), s.version(), s.copy());
  }
}
