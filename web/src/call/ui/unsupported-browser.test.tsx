import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Route } from 'wouter';
import { ann, renderInPage, serve } from '../../testing/server';
import MeetingPage from './meeting-page';

const path = '/m/6e8bc430-9c3a-11d9-9669-0800200c9a66';

beforeEach(() => {
  history.replaceState(null, '', path);
  serve({ 'GET /api/session': ann });
  vi.stubGlobal('RTCPeerConnection', vi.fn());
  vi.stubGlobal('navigator', { mediaDevices: {} });
  vi.stubGlobal('isSecureContext', true);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const title = () => screen.getByRole('heading', { level: 1 }).textContent;

it('says in a browser without WebRTC which browsers have it, and gives the link for them', () => {
  Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  renderInPage(<MeetingPage />);
  expect(title()).toBe('This browser cannot make calls');
  expect(screen.getByText(/Chrome, Edge, Firefox or Safari/)).toBeTruthy();
  expect(screen.getByText(location.origin + path)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Copy the link' })).toBeTruthy();
});

it('says on a page without HTTPS that browsers hide the camera there', () => {
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('isSecureContext', false);
  renderInPage(<MeetingPage />);
  expect(title()).toBe('Open this meeting over HTTPS');
  expect(screen.getByText(/hide the camera/)).toBeTruthy();
});

it('says in a browser without cameras and microphones which browsers have them', () => {
  vi.stubGlobal('navigator', {});
  renderInPage(<MeetingPage />);
  expect(title()).toBe('This browser cannot make calls');
});

it('shows the lobby where calls are possible', async () => {
  vi.stubGlobal('navigator', {
    mediaDevices: {
      enumerateDevices: () => Promise.resolve([]),
      getSupportedConstraints: () => ({}),
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    },
  });
  renderInPage(<Route path="/m/:id" component={MeetingPage} />);
  expect(await screen.findByRole('heading', { name: 'Ready to join?' })).toBeTruthy();
});
