package com.example.file;

import dev.flocker.api.Declared;
import dev.flocker.api.Diff;
import dev.flocker.api.Fact;
import dev.flocker.api.ResourceType;
import dev.flocker.api.Summary;
import dev.flocker.api.Topology;
import dev.flocker.api.schema.Schema;
import dev.flocker.api.value.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/** What a file is: the half on the controller. */
@Extension
public final class FileType implements ResourceType<FileSpec, FileState> {

  static final String NAME = "file";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Schema<FileSpec> declared() {
    return Schema.of(FileSpec.class);
  }

  @Override
  public Schema<FileState> state() {
    return Schema.of(FileState.class);
  }

  @Override
  public List<String> identity() {
    return List.of("path");
  }

  @Override
  public String nameOf(FileSpec spec) {
    return spec.path().text();
  }

  @Override
  public void check(Declared<FileSpec> declared, Topology topology, Problems problems) {
    if (declared.spec().path().text().startsWith("/proc/")) {
      problems.add(
          declared.place(), declared.ref().toString(), "/proc holds no files", "choose a path");
    }
  }

  @Override
  public FileState desired(Declared<FileSpec> declared, String node, Topology topology) {
    return new FileState(declared.spec().path(), Optional.of(declared.spec().content()));
  }

  @Override
  public Summary summary(FileState state) {
    return state
        .content()
        .map(text -> Summary.of(Fact.bytes("size", text.getBytes(StandardCharsets.UTF_8).length)))
        .orElse(new Summary(Summary.Grade.BAD, "removed by hand", List.of()));
  }

  @Override
  public Diff diff(FileState want, FileState have) {
    return Diff.between(state(), want, have, Set.of("content"));
  }
}
