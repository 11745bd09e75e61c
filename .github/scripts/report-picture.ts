// Draws the README's picture of a report's page in a real browser: the run of which the tests tell, too.
// Usage: node .github/scripts/report-picture.ts [CHROMIUM]. The picture is committed as .github/report.png.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { renderReportPage } from '../../src/report/html/report-page.ts';
import { launchChromium } from '../../test/browser/chromium.ts';
import { aReport } from '../../test/report/a-report.ts';
import { anImprovement } from '../../test/support/a-run.ts';

const browser = await launchChromium(process.argv[2] ?? '/usr/bin/chromium');
try {
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1060, height: 1020 } });
  await page.setContent(renderReportPage(aReport(anImprovement())));
  const picture = await page.screenshot();
  const target = resolve(import.meta.dirname, '../report.png');
  await writeFile(target, picture);
  console.log(`${target}: ${picture.length} bytes`);
} finally {
  await browser.close();
}
