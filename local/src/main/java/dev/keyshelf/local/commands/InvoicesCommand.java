package dev.keyshelf.local.commands;

import com.nimbusds.jwt.SignedJWT;
import dev.keyshelf.local.fault.UserFault;
import dev.keyshelf.local.invoices.CheckExport;
import dev.keyshelf.local.invoices.ExportInvoices;
import dev.keyshelf.local.invoices.PartnerApi;
import dev.keyshelf.local.machine.Endpoint;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a partner's invoices into a folder for an auditor, and checks such a folder. */
@Command(
    name = "invoices",
    description = "Exports a partner's invoices in all formats, and checks an export.")
public final class InvoicesCommand extends DataCommand implements Runnable {
  private static final int INCOMPLETE = 1;
  private static final int MOST_MONTHS = 240;

  /** Prints the usage: no subcommand was given. */
  @Override
  public void run() {
    spec().commandLine().usage(out());
  }

  /** Exports the invoices of some months. */
  @Command(
      name = "export",
      description = {
        "Writes a partner's issued invoices, credit notes and closed statements into a folder:"
            + " PDF,",
        "UBL, CSV in both profiles and JSON, with a manifest of their digests. The manifest says",
        "what is not there, and why. The same command goes on where it was stopped.",
        "The exit code is 1 if a document is not rendered yet."
      })
  int export(
      @Mixin ApiOptions api,
      @Option(
              names = "--from",
              paramLabel = "2026-01",
              required = true,
              description = "The first month.")
          String from,
      @Option(
              names = "--to",
              paramLabel = "2026-12",
              required = true,
              description = "The last month.")
          String to,
      @Parameters(
              paramLabel = "FOLDER",
              description = "The folder. It is new, empty or that of the same export.")
          Path folder) {
    var first = month("--from", from);
    var last = month("--to", to);
    if (first.isAfter(last)) {
      throw new UserFault("--from must not be after --to, was %s and %s".formatted(first, last));
    }
    if (ChronoUnit.MONTHS.between(first, last) >= MOST_MONTHS) {
      throw new UserFault("an export has at most %s months".formatted(MOST_MONTHS));
    }
    var endpoint = api.endpoint(data()).get().orElseThrow(() -> new UserFault(Endpoint.NONE));
    try (var client = new PartnerApi(endpoint)) {
      var export = new ExportInvoices(client, partnerOf(endpoint), first, last, folder, this::note);
      say(export.write());
      if (export.awaited() == 0) {
        return 0;
      }
      note(
          "%s files are not rendered yet; run the command again in 15 minutes"
              .formatted(export.awaited()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return INCOMPLETE;
  }

  /** Compares a folder with its manifest. */
  @Command(
      name = "check",
      description = {
        "Compares the folder of an export with its manifest: each file's digest, no file missing,",
        "no other file, and the digests that the server recorded. It needs no server.",
        "The exit code is 1 if something differs."
      })
  int check(
      @Parameters(paramLabel = "FOLDER", description = "The folder of an export.") Path folder) {
    var check = new CheckExport(folder);
    var findings = check.findings();
    findings.forEach(this::say);
    say(check.summary() + (findings.isEmpty() ? "; all as exported" : ""));
    return findings.isEmpty() ? 0 : INCOMPLETE;
  }

  private static YearMonth month(String option, String text) {
    try {
      if (text.matches("[2-9][0-9]{3}-[0-9]{2}")) {
        return YearMonth.parse(text);
      }
    } catch (DateTimeException _) {
      // The month is none of a year, which is the same fault.
    }
    throw new UserFault("%s must be a month such as 2026-01, was '%s'".formatted(option, text));
  }

  private static String partnerOf(Endpoint endpoint) {
    try {
      var claims = SignedJWT.parse(endpoint.token()).getJWTClaimsSet();
      return Optional.ofNullable(claims.getStringClaim("partner_id"))
          .orElseThrow(() -> new UserFault("--token is not a token of a partner's user"));
    } catch (ParseException malformed) {
      throw new UserFault("--token is not a token of a partner's user", malformed);
    }
  }
}
