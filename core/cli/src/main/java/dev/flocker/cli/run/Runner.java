package dev.flocker.cli.run;

import dev.flocker.api.NodeInfo;
import dev.flocker.api.Ref;
import dev.flocker.api.node.Scope;
import dev.flocker.api.value.Port;
import dev.flocker.cli.model.Project;
import dev.flocker.cli.plan.Adoptions;
import dev.flocker.cli.plan.Outsiders;
import dev.flocker.cli.plan.Plan;
import dev.flocker.cli.plan.Planner;
import dev.flocker.cli.plan.Repair;
import dev.flocker.cli.plan.Settling;
import dev.flocker.cli.plan.Sights;
import dev.flocker.cli.plan.Types;
import dev.flocker.cli.session.NodeFacts;
import dev.flocker.cli.session.NodeSession;
import dev.flocker.cli.session.NodeTrouble;
import dev.flocker.node.wire.Detail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A run from the first look to the report: observe every node, plan, and make it so. */
public final class Runner {

  /** A repair may bring another to light; more rounds than these would be a fault. */
  private static final int MOST_REPAIRS = 3;

  private final Types types;
  private Sessions sessions;
  private final Map<String, NodeTrouble> unreachable;
  private final Others others;
  private final RunOptions options;
  private final RunListener listener;
  private final Movers.Maker movers;
  private final List<Report> reports = new ArrayList<>();

  /** Projects of which not all is known, and what is left as it is for that. */
  private final Map<String, Map<Ref, Plan.Refusal>> incomplete = new TreeMap<>();

  /** Of projects, what is to be made from something newer that was not to be had. */
  private final Map<String, Map<Ref, Plan.Refusal>> outdated = new TreeMap<>();

  /**
   * @param sessions with every node of the plays that could be reached
   * @param unreachable the others of the plays, and why
   * @param others the rest of the inventory
   */
  public Runner(
      Types types,
      Sessions sessions,
      Map<String, NodeTrouble> unreachable,
      Others others,
      RunOptions options,
      RunListener listener,
      Movers.Maker movers) {
    this.types = types;
    this.sessions = sessions;
    this.unreachable = new ConcurrentSkipListMap<>(unreachable);
    this.others = others;
    this.options = options;
    this.listener = listener;
    this.movers = movers;
  }

  /** Runs projects in order; one that ends badly keeps the later ones from beginning. */
  public void run(Declarations declared) {
    unreachable.forEach(listener::unreachable);
    declared.projects().forEach(this::askOthers);
    if (!options.check()) {
      lock();
      drain();
    }
    declared.projects().forEach(this::renew);
    for (Project project : told(declared)) {
      if (reports.stream().allMatch(Report::good)) {
        reports.add(run(project));
        listener.finished(project, reports.getLast());
      } else {
        listener.note("project " + project.name() + " was not begun");
      }
    }
  }

  /** Before anything is locked: locks are taken in one order. */
  private void askOthers(Project project) {
    Map<String, Set<String>> needed = needed(project);
    while (!needed.isEmpty()) {
      Set<String> asked = new TreeSet<>();
      needed.forEach(
          (why, nodes) -> {
            listener.note("asked too: " + String.join(", ", nodes) + ": " + why);
            asked.addAll(nodes);
          });
      Others.Answer answer = others.ask(asked);
      sessions = sessions.and(answer.sessions());
      unreachable.putAll(answer.troubles());
      answer.troubles().forEach(listener::unreachable);
      needed = needed(project);
    }
  }

  private Map<String, Set<String>> needed(Project project) {
    return others.names().isEmpty() || !Outsiders.matter(project, types)
        ? Map.of()
        : Outsiders.needed(project, types, observe(project), others.names());
  }

  /** With a place for everything, so that what it is made from is asked for and got there. */
  private Project settled(Project project) {
    return Settling.isOpen(project)
        ? Settling.of(project, types, observe(project), options.options(), p -> {}).project()
        : project;
  }

  private void renew(Project project) {
    Renewal renewal = new Renewal(settled(project), types, sessions, options, listener);
    outdated.put(project.name(), renewal.of(() -> observe(project), this::lost));
  }

  /** The projects, complete with what only nodes can tell. */
  private List<Project> told(Declarations declared) {
    Map<String, Map<Ref, Set<Port>>> known = new TreeMap<>();
    for (Project project : declared.projects()) {
      Map<Ref, Set<Ref>> reached = declared.reached().getOrDefault(project.name(), Map.of());
      if (!reached.isEmpty()) {
        Exposures exposures =
            new Exposures(settled(project), types, sessions, options, listener, this::lost);
        known.put(project.name(), exposures.of(reached, () -> observe(project)));
        exposures.leftAsTheyAre().ifPresent(left -> incomplete.put(project.name(), left));
      }
    }
    return known.isEmpty() ? declared.projects() : declared.told().apply(known);
  }

  /** How the projects ended so far. */
  public List<Report> reports() {
    return List.copyOf(reports);
  }

  /** The nodes that could not be reached, or were lost on the way, and why. */
  public Map<String, NodeTrouble> unreachable() {
    return new TreeMap<>(unreachable);
  }

  private void lost(NodeTrouble.Unreachable why) {
    unreachable.putIfAbsent(why.node(), why);
    listener.unreachable(why.node(), why);
  }

  /** In the order of node ids, so that two runs never wait for each other. */
  private void lock() {
    sessions.all().stream()
        .sorted(Comparator.comparing(s -> s.facts().id()))
        .forEach(
            session -> {
              try {
                session.lock(options.errand(), options.lockPatience());
              } catch (NodeTrouble.Unreachable e) {
                lost(e);
              }
            });
  }

  /**
   * @throws NodeTrouble if it cannot be marked: then nothing is to leave it either
   */
  private void drain() {
    Optional<String> node = options.options().placement().drain();
    node.ifPresent(n -> sessions.of(n).drain(options.errand().by()));
  }

  private Report run(Project project) {
    Plan plan = repaired(project);
    Movers moving = movers.of(plan, sessions, this::lost);
    PlanRun all = new PlanRun(project, plan, types, sessions, moving, listener);
    all.tell();
    return options.check() ? Reports.checked(plan, types) : all.run(this::lost);
  }

  /** Plans, after what earlier runs left behind was put right. */
  private Plan repaired(Project project) {
    Map<Ref, Plan.Refusal> failed =
        new TreeMap<>(incomplete.getOrDefault(project.name(), Map.of()));
    failed.putAll(outdated.getOrDefault(project.name(), Map.of()));
    Plan plan = plan(project, failed);
    for (int i = 0; i < MOST_REPAIRS && !options.check() && !plan.repairs().isEmpty(); i++) {
      Movers repairers = movers.of(plan, sessions, this::lost);
      plan.repairs().stream()
          .filter(r -> !failed.containsKey(r.ref()))
          .forEach(r -> repair(r, repairers, failed));
      plan = plan(project, failed);
    }
    if (!options.check() && !Adoptions.names(project, types).isEmpty()) {
      plan = adopted(project, plan, failed);
    }
    return admitted(project, plan, failed);
  }

  /** Plans, after the data was copied of what is to be taken over. */
  private Plan adopted(Project project, Plan plan, Map<Ref, Plan.Refusal> failed) {
    Adoptions adoptions = Adoptions.of(project, types, observe(project));
    Movers movers = this.movers.of(plan, sessions, this::lost);
    Adopting adopting =
        new Adopting(types, sessions, movers, listener, options.options().asDeclared());
    for (Adoptions.Adoption adoption : adoptions.due(plan)) {
      try {
        adopting.copy(adoption, adoptions, plan);
      } catch (NodeTrouble.StepFailed e) {
        failed.put(adoption.ref(), new Plan.Refusal(e.node(), e.why(), e.remedy()));
      } catch (NodeTrouble.Unreachable e) {
        lost(e);
      }
    }
    return plan(project, failed);
  }

  private Plan admitted(Project project, Plan plan, Map<Ref, Plan.Refusal> failed) {
    Map<Ref, Plan.Refusal> refusals =
        Admission.refusals(
            plan,
            movers.of(plan, sessions, this::lost),
            Adoptions.names(project, types).keySet(),
            this::lost,
            listener::note);
    if (refusals.isEmpty()) {
      return plan;
    }
    refusals.forEach(failed::putIfAbsent);
    return plan(project, failed);
  }

  private void repair(Repair repair, Movers repairers, Map<Ref, Plan.Refusal> failed) {
    try {
      repairers.repair(repair);
      listener.note(repair.ref() + " on " + repair.node() + ": " + repair.note());
    } catch (NodeTrouble.StepFailed e) {
      if (repair.kind() == Repair.Kind.RENAME) {
        // A copy that nobody has open: the next run does it.
        listener.note(repair.ref() + " on " + repair.node() + " keeps its old name: " + e.why());
      } else {
        failed.put(repair.ref(), new Plan.Refusal(e.node(), e.why(), e.remedy()));
      }
    } catch (NodeTrouble.Unreachable e) {
      lost(e);
    }
  }

  private Plan plan(Project project, Map<Ref, Plan.Refusal> failed) {
    boolean complete = !incomplete.containsKey(project.name());
    return Planner.plan(
        project, types, observe(project, Detail.HEALTH), options.options(), failed, complete);
  }

  private Sights observe(Project project) {
    return observe(project, Detail.STATE);
  }

  private Sights observe(Project project, Detail detail) {
    Map<String, Scope> scopes = Scopes.of(project, types);
    Map<String, NodeSession.Observation> seen = new ConcurrentHashMap<>();
    Parallel.forEach(
        List.copyOf(sessions.all()),
        session -> {
          try {
            seen.put(session.node(), session.observe(scopes, detail));
          } catch (NodeTrouble.Unreachable e) {
            lost(e);
          }
        });
    Map<String, String> lost = new TreeMap<>();
    others.names().forEach(node -> lost.put(node, "it was not asked, as no play names it"));
    unreachable.forEach((node, why) -> lost.put(node, why.why()));
    Map<String, NodeFacts> facts = new LinkedHashMap<>();
    sessions
        .byNode()
        .forEach(
            (node, session) -> {
              if (!lost.containsKey(node)) {
                facts.put(node, session.facts());
              }
            });
    return Sights.of(types, seen, facts, lost);
  }

  /** The nodes of projects, each once. */
  public static List<NodeInfo> nodes(List<Project> projects) {
    return projects.stream().flatMap(p -> p.nodes().stream()).distinct().toList();
  }
}
