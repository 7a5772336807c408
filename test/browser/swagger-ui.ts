import type { Locator, Page } from 'playwright-core';

export interface Shown {
  readonly status: string;
  readonly body: string;
}

/** Swagger UI as a person uses it: by what can be seen and clicked. */
export class SwaggerUi {
  private constructor(private readonly page: Page) {}

  static async open(page: Page, url: string): Promise<SwaggerUi> {
    await page.goto(`${url}/docs`);
    await page.locator('.topbar select').waitFor();
    return new SwaggerUi(page);
  }

  async chooseDoor(title: string): Promise<void> {
    await this.page.locator('.topbar select').selectOption({ label: title });
    await this.page.locator('.info .title', { hasText: title }).waitFor();
  }

  /** Presses Authorize, fills in the scheme's fields, presses its Authorize, and closes the window. */
  async authorize(scheme: string, values: readonly string[]): Promise<void> {
    await this.page.locator('.scheme-container button.authorize').click();
    const window = this.page.locator('.dialog-ux');
    const container = window.locator('.auth-container').filter({ hasText: `${scheme}` });
    const fields = container.locator('input:not([type=checkbox])');
    for (const [index, value] of values.entries()) await fields.nth(index).fill(value);
    for (const scope of await container.locator('.scopes input[type=checkbox]').all()) await tick(scope);
    await window
      .locator('form, .auth-container')
      .filter({ has: container })
      .or(container)
      .locator('button.authorize')
      .first()
      .click();
    await container
      .getByRole('button', { name: 'Logout' })
      .or(window.getByRole('button', { name: 'Logout' }))
      .first()
      .waitFor();
    await window.locator('button.btn-done').first().click();
    await window.waitFor({ state: 'detached' });
  }

  /** Opens the operation, presses "Try it out", fills in its form, presses "Execute", and reads what came. */
  async execute(method: string, path: string, form: Readonly<Record<string, string>> = {}): Promise<Shown> {
    const operation = this.page
      .locator(`.opblock-${method}`)
      .filter({ has: this.page.locator(`[data-path="${path}"]`) });
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    for (const [name, value] of Object.entries(form)) {
      await operation.locator(`[data-property-name="${name}"] input`).fill(value);
    }
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table');
    const status = await answer.locator('tbody .response-col_status').first().innerText();
    const body = await answer.locator('tbody .response-col_description pre').first().innerText();
    return { status: status.trim(), body };
  }
}

async function tick(box: Locator): Promise<void> {
  // The box itself is drawn by its label.
  if (!(await box.isChecked())) await box.evaluate((element: { click(): void }) => element.click());
}
