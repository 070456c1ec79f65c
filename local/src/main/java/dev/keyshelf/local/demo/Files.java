package dev.keyshelf.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Fetches files from the presigned URLs that downloads redirect to. */
final class Files {
  private static final int OK = 200;

  private final HttpClient http;

  Files(HttpClient http) {
    this.http = http;
  }

  byte[] fetch(URI url) {
    try {
      var response = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new UnexpectedAnswer("the file's URL returned " + response.statusCode());
      }
      return response.body();
    } catch (IOException failed) {
      throw new UncheckedIOException("the file could not be fetched", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnexpectedAnswer("interrupted");
    }
  }

  String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
