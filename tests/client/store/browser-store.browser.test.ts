import type { OpenSpace } from '#client/store/open-vaults.ts';
import { storeContract, type StoreUnderTest } from '../../contract/store-contract.ts';
import { PIN, testPhone, type TestPhone } from './browser-phone.ts';

const underTest = (phone: TestPhone, space: OpenSpace): StoreUnderTest => ({
  store: space.store,
  async reopen() {
    await space.close();
    return underTest(phone, await phone.unlock(space.vault.id));
  },
});

storeContract('browser', async () => {
  const phone = testPhone();
  return underTest(phone, await phone.spaces.create({ symbol: 'sunflower', pin: PIN }));
});
